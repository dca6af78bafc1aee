import { expect, test } from 'vitest';
import { csvRow } from '../../shared/csv.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['-2', "'-2"],
  [' =1+1', "' =1+1"],
  ['＝1+1', "'＝1+1"],
  ['\tx', "'\tx"],
  ['a;=1+1;b', "a;'=1+1;b"],
  ['a\n@x', '"a\n\'@x"'],
  ['a\t+1', "a\t'+1"],
  ['a=b-c', 'a=b-c'],
  ['a; b', 'a; b'],
])('no spreadsheet runs %j, however it cuts lines into cells', (text, written) => {
  expect(csvRow(['x', text])).toBe(`x,${written}\r\n`);
});

test('a cell of nothing but line ends is gone through once', () => {
  const cell = '\n'.repeat(200_000);
  const start = performance.now();
  csvRow([cell]);
  expect(performance.now() - start).toBeLessThan(1_000);
});
