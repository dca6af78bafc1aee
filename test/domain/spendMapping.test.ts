import { expect, test } from 'vitest';
import { findHeader } from '../../server/domain/spendMapping.ts';
import { makeLineReader } from '../../server/domain/spendRow.ts';

const HEADERS = ['day', 'source', 'cost'];
const WIDE = Array.from({ length: 100_000 }, (_, n) => `column ${n}`);
const LONG = [' 1'.repeat(400_000)];

/** How long something takes; each of these took seconds for every record when every cell was looked at. */
function millisecondsOf(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

test('headers are found among records that no export has, and these hold nobody up', () => {
  const records = [...Array.from({ length: 14 }, () => [...WIDE]), LONG, HEADERS];
  const ms = millisecondsOf(() => expect(findHeader(records)).toMatchObject({ index: 15, headers: HEADERS }));
  expect(ms).toBeLessThan(3_000);
});

test('so are lines of totals', () => {
  const found = findHeader([HEADERS]);
  if (!found) throw new Error('these are headers');
  const { format, mapping } = found;
  const read = makeLineReader({ headers: HEADERS, mapping, format, currency: 'CNY' });
  expect(read(2, ['Total', 'google', '1.00'])).toEqual({ total: true });
  const ms = millisecondsOf(() => {
    for (let line = 0; line < 300; line += 1) expect(read(line, ['never', ...WIDE])).toHaveProperty('faults');
  });
  expect(ms).toBeLessThan(3_000);
});
