import { expect, test } from 'vitest';
import type { Journey } from '../../server/domain/journey.ts';
import { newJourney } from '../../server/domain/journey.ts';
import type { JourneyRules } from '../../server/domain/membership.ts';
import type { RawEvent } from '../../server/domain/rawEvent.ts';
import { foldOld, isOver, keptFrom, shrink } from '../../server/domain/retention.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const RULES: JourneyRules = { windowDays: 30, lookbackDays: 10, dayOf: () => 20_261_120, directSource: 1 };

const view = (seq: number, at: number, parts: Partial<RawEvent> = {}): RawEvent => ({
  id: `event-${seq}-${at}`,
  visitor: 'someone',
  seq,
  at,
  kind: 'view',
  page: 7,
  source: 9,
  position: null,
  amount: null,
  flags: 0,
  text: null,
  bot: false,
  ...parts,
});

test.each([
  [20_261_121, 13, 20_251_021],
  [20_260_331, 1, 20_260_228],
  [20_240_229, 12, 20_230_228],
])('on %i with %i months kept, events are kept from %i on', (today, months, from) => {
  expect(keptFrom(today, months)).toBe(from);
});

test('old events are dropped in their turn; one that came before it waits', () => {
  const before = NOW - 100 * DAY;
  const [first, second, fourth] = [1, 2, 4].map((seq) => view(seq, before - 10 * DAY + seq));
  const { dropped, changed } = foldOld([fourth, second, first] as RawEvent[], new Map(), before, RULES);
  expect(dropped).toEqual([first?.id, second?.id]);
  expect(changed.get('someone')?.journey.seq).toBe(2);
  const third = view(3, before - 10 * DAY + 3);
  const next = foldOld([fourth, third] as RawEvent[], changed, before, RULES);
  expect(next.dropped).toEqual([third.id, fourth?.id]);
});

test('what is kept by the day it happened is kept; bots and staff have no turn', () => {
  const before = NOW - 100 * DAY;
  const bot = view(0, before - DAY, { bot: true, kind: 'note' });
  const { dropped, changed } = foldOld([view(1, before), bot], new Map(), before, RULES);
  expect(dropped).toEqual([bot.id]);
  expect(changed.size).toBe(0);
});

test('no event waits for its turn for longer than what it began is open', () => {
  const before = NOW - 100 * DAY;
  const late = view(9, before - 38 * DAY);
  const { dropped, changed } = foldOld([late], new Map(), before, RULES);
  expect(dropped).toEqual([late.id]);
  expect(changed.size).toBe(0);
});

test('a journey lets go of what is outside the window, and is over when nothing is left', () => {
  const at = (days: number) => NOW - days * DAY;
  const membership = { scope: 0, subject: 0, source: 9, day: 20_261_001, reached: 1 } as const;
  const touchpoint = { source: 9, page: 7, clickId: null, adConsent: false };
  const journey: Journey = {
    ...newJourney(),
    seq: 5,
    memberships: [
      { ...membership, at: at(38) },
      { ...membership, at: at(36) },
    ],
    touchpoints: [
      { ...touchpoint, at: at(38) },
      { ...touchpoint, at: at(1) },
    ],
  };
  const left = shrink(journey, NOW, RULES);
  expect(left).toMatchObject({ seq: 5, memberships: [{ at: at(36) }], touchpoints: [{ at: at(1) }] });
  expect(left && shrink(left, NOW, RULES)).toBeNull();
  const empty = shrink(journey, NOW + 90 * DAY, RULES);
  expect(empty && isOver(empty)).toBe(true);
  expect(empty && isOver({ ...empty, customer: 'someone known' })).toBe(false);
  expect(isOver(journey)).toBe(false);
});
