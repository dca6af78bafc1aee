// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { countCells, countHeads } from '../../../server/web/console/funnel/countRows.ts';
import { dayRows, stepRows } from '../../../server/web/console/funnel/stepRows.ts';
import { placementRows } from '../../../server/web/console/placements/PlacementTable.tsx';
import { csvText } from '../../../server/web/console/ui/csvFile.ts';
import { noCounts } from '../../../shared/funnelChange.ts';
import type { Placement } from '../../../shared/wire/placement.ts';

describe('a table as a file', () => {
  it('is read as UTF-8 by spreadsheets, and runs nothing in them', () => {
    const rows = () => [
      ['来源', 'n'],
      ['=cmd|run', 3],
      ['a,"b"', -2],
    ];
    expect(csvText({ name: 'x', rows })).toBe('\uFEFF来源,n\r\n\'=cmd|run,3\r\n"a,""b""",-2\r\n');
  });

  it('has every step of a cohort and its money in whole units, a head for each', () => {
    const cells = countCells({ ...noCounts(), arrival: 7, repeat: 1, revenueMinor: 123_450 }, 'EUR');
    expect(cells).toEqual([7, 0, 0, 0, 0, 0, 0, 0, 1, 1234.5]);
    expect(countHeads('EUR')).toHaveLength(cells.length);
  });

  it('of the funnel has its steps with their teams and shares, and those of the days before', () => {
    const counts = { ...noCounts(), arrival: 8, coupon: 2 };
    const [heads, clicks, arrival] = stepRows(counts, { ...noCounts(), arrival: 40 }, 20);
    expect(heads).toHaveLength(6);
    expect(clicks).toEqual(['Clicks', '', 20, '', '', '']);
    expect(arrival).toEqual(['Arrival', 'channel team', 8, 1, 40, 1]);
    const rows = stepRows(counts, null, 0);
    expect(rows[0]).toHaveLength(4);
    expect(rows.find(([step]) => step === 'Code shown')).toEqual(['Code shown', 'site team', 2, 0.25]);
  });

  it('of its days has every step, whichever the picture shows', () => {
    const days = [{ day: '2026-11-20', counts: { ...noCounts(), arrival: 3, revenueMinor: 500 } }];
    const [heads, row] = dayRows({ days, currency: 'EUR' });
    expect([heads?.length, row?.length]).toEqual([11, 11]);
    expect([row?.[0], row?.[1], row?.at(-1)]).toEqual(['2026-11-20', 3, 5]);
  });

  it('of placements has the names that their links carry', () => {
    const names = { source: 'weibo', medium: null, campaign: 'autumn', content: null, term: null };
    const placement = { id: 'p', name: 'Profile', page: null, adapter: null, ...names } as Placement;
    const [, row] = placementRows([placement], [null], 'EUR');
    expect(row?.slice(0, 8)).toEqual(['Profile', 'weibo', '', 'autumn', '', '', '', 0]);
  });
});
