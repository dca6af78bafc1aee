// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { countCells, countHeads } from '../../../server/web/console/funnel/countRows.ts';
import { csvText } from '../../../server/web/console/ui/csvFile.ts';
import { noCounts } from '../../../shared/funnelChange.ts';

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
});
