// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import { participationCsv } from '../../../server/web/console/participation/csv.ts';
import { participationQuery, readParticipationView } from '../../../server/web/console/participation/view.ts';
import { participationAnswer } from '../../../server/web/console/participation/words.ts';
import { texts } from '../../../server/web/console/texts.ts';
import { noCounts } from '../../../shared/funnelChange.ts';
import { COUNTED_STEPS } from '../../../shared/steps.ts';
import type { Counts } from '../../../shared/wire/funnel.ts';
import type { ParticipationReport, ParticipationRow } from '../../../shared/wire/participation.ts';
import type { StepRates } from '../../../shared/wire/reportFigures.ts';

const TODAY = '2026-03-05';
const read = (query: string) => readParticipationView(new URLSearchParams(query), TODAY);

beforeAll(() => texts.setLanguage('en'));

const rates = Object.fromEntries(COUNTED_STEPS.map((step) => [step, null])) as StepRates;

function row(page: string, counts: Partial<Counts>, more: Partial<ParticipationRow> = {}): ParticipationRow {
  const known = { ...noCounts(), ...counts };
  return { id: 1, page, title: '', position: null, label: null, counts: known, rates, ...more };
}

function report(rows: ParticipationRow[], by: ParticipationReport['by'] = 'page'): ParticipationReport {
  return {
    by,
    from: TODAY,
    to: TODAY,
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    axis: 'joinDay',
    additive: false,
    immatureFrom: null,
    rows,
    more: false,
  };
}

describe('the view of pages and positions in the address', () => {
  test('is pages of the last seven days where nothing is said or it makes no sense', () => {
    const asked = { by: 'page', from: '2026-02-27', to: TODAY, offset: 0, limit: 50 };
    expect(participationQuery(read(''))).toEqual(asked);
    expect(participationQuery(read('by=toString&page=-2&on=/sofas'))).toEqual(asked);
  });

  test('is the positions of one page, from a link', () => {
    expect(
      participationQuery(read('range=today&by=position&on=/sofas&page=2&channel=email&campaign=&store=s1')),
    ).toEqual({
      by: 'position',
      page: '/sofas',
      channel: 'email',
      campaign: '',
      from: TODAY,
      to: TODAY,
      offset: 50,
      limit: 50,
    });
  });
});

describe('what it says', () => {
  const sofas = row('/sofas', { arrival: 40, redemption: 3, revenueMinor: 900_000 }, { title: 'Sofas' });

  test('who met the first page and redeemed, and never whose money it is', () => {
    expect(participationAnswer(report([sofas]))).toBe(
      'Of 40 who met “Sofas”, 3 redeemed: CN¥9,000.00 that this page took part in.',
    );
  });

  test('a position by what it says, on its page', () => {
    const banner = row(
      '/',
      { arrival: 7, redemption: 1, revenueMinor: 100 },
      { position: 'a#x', label: 'See sofas' },
    );
    expect(participationAnswer(report([banner], 'position'))).toContain(
      'clicked “See sofas” on /, 1 redeemed',
    );
  });

  test('that none of those who met a page redeemed', () => {
    expect(participationAnswer(report([row('/', { arrival: 7 })]))).toContain(
      'none by somebody who has redeemed',
    );
  });
});

describe('the file', () => {
  test('has the rows as they are shown, no total, and nothing that a spreadsheet would run', () => {
    const given = report([
      row('/', { arrival: 7 }, { title: '=cmd()' }),
      row('/sofas', { arrival: 3, redemption: 1, revenueMinor: 123_450 }),
    ]);
    const lines = participationCsv(given).trimEnd().split('\r\n');
    expect(lines).toEqual([
      '\uFEFFPage,Title,Met it,Product seen,Engaged,Intent,Code shown,Store visit,Redeemed,Online order,Came back,Revenue (CNY)',
      "/,'=cmd(),7,0,0,0,0,0,0,0,0,0",
      '/sofas,,3,0,0,0,0,0,1,0,0,1234.5',
    ]);
  });
});
