// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest';
import { whatBecame } from '../../../server/web/console/redemptions/RedemptionPage.tsx';
import { takenBackRows } from '../../../server/web/console/redemptions/TakenBackTable.tsx';
import {
  readListView,
  readStoryView,
  storyQuery,
  takenBackQuery,
} from '../../../server/web/console/redemptions/view.ts';
import { texts } from '../../../server/web/console/texts.ts';
import type { RedemptionStory, TakenBack } from '../../../shared/wire/redemptions.ts';

beforeAll(() => texts.setLanguage('en'));

const AT = Date.UTC(2026, 10, 20, 4);

function story(amountMinor: number, returnedMinor: number, voidedAt: number | null): RedemptionStory {
  return {
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    model: 'last',
    compare: null,
    redemption: {
      id: 'one',
      at: AT,
      day: '2026-11-20',
      store: 'Bund',
      city: 'Shanghai',
      offer: '10 % off',
      order: 'A-1',
      amountMinor,
      discountMinor: 0,
      returnedMinor,
      days: null,
      rowMinor: 0,
      path: [],
    },
    voidedAt,
    returns: [],
  };
}

test.each([
  [20_000, 0, null, 'It stands with CN¥200.00.'],
  [15_000, 5_000, null, 'CN¥50.00 of CN¥200.00 came back; CN¥150.00 is left and counts.'],
  [0, 20_000, AT, 'All of it, CN¥200.00, came back by Nov 20, 2026, 12:00:00 PM. It counts in no report.'],
  [20_000, 0, AT, 'It was undone at the till on Nov 20, 2026, 12:00:00 PM. It counts in no report.'],
])('%i left, %i returned, void since %s: %s', (amount, returned, voidedAt, words) => {
  expect(whatBecame(story(amount, returned, voidedAt)).replaceAll('\u202f', ' ')).toBe(words);
});

test('as a file: what left the reports, and what is left', () => {
  const sale = (parts: Partial<TakenBack>): TakenBack => ({
    ...story(0, 0, null).redemption,
    voidedAt: null,
    ...parts,
  });
  const redemptions = [
    sale({ amountMinor: 15_000, returnedMinor: 5_000 }),
    sale({ amountMinor: 0, returnedMinor: 20_000, voidedAt: AT }),
    sale({ amountMinor: 20_000, voidedAt: AT }),
  ];
  const days = { from: '2026-11-20', to: '2026-11-20', timeZone: 'Asia/Shanghai' };
  const list = { ...days, currency: 'CNY', axis: 'redemptionDay', redemptions, more: false } as const;
  expect(takenBackRows(list).map((row) => row.slice(4))).toEqual([
    ['What became of it', 'Taken back (CNY)', 'Left (CNY)'],
    ['Partly returned', 50, 150],
    ['Wholly returned', 200, 0],
    ['Undone', 200, 0],
  ]);
});

test('views lie in the address; what makes no sense takes its default', () => {
  const list = readListView(new URLSearchParams('range=28&page=2&find=%20A-1%20'), '2026-11-20');
  expect(list.find).toBe('A-1');
  expect(takenBackQuery(list)).toEqual({ from: '2026-10-24', to: '2026-11-20', offset: 50, limit: 50 });
  const read = (query: string) => storyQuery(readStoryView(new URLSearchParams(query)));
  expect(read('model=first&compare=linear')).toEqual({ model: 'first', compare: 'linear' });
  expect(read('model=markov&compare=last')).toEqual({ model: 'last' });
});
