import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberReader, NumberWriter } from '../../server/store/numberText.ts';

const EDGES = [0, 46, 47, 47 ** 5 - 1, 47 ** 5, 47 ** 5 + 1, 2 ** 31, 2 ** 52 - 1, 2 ** 53 - 1];
const numbers = fc.array(fc.oneof(fc.maxSafeNat(), fc.nat(), fc.nat(100), fc.constantFrom(...EDGES)));

test('numbers are read as they were written, and what stands behind them', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const writer = new NumberWriter();
      for (const value of values) writer.add(value);
      const reader = new NumberReader(`x${writer.text}["rest"]`, 1);
      expect(values.map(() => reader.next())).toEqual(values);
      expect(reader.rest).toBe('["rest"]');
    }),
    { examples: [[EDGES]] },
  );
});

test('a quotient that is rounded up does no harm', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Math.floor(2 ** 53 / 47 ** 5) }), fc.nat(3), (times, less) => {
      const value = times * 47 ** 5 - 1 - less;
      const writer = new NumberWriter();
      writer.add(value);
      expect(new NumberReader(writer.text, 0).next()).toBe(value);
    }),
  );
});

test('numbers of either sign too', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 51), max: 2 ** 51 })), (values) => {
      const writer = new NumberWriter();
      for (const value of values) writer.addSigned(value);
      const reader = new NumberReader(writer.text, 0);
      expect(values.map(() => reader.nextSigned())).toEqual(values);
    }),
  );
});

test('the text is printable, and short', () => {
  const writer = new NumberWriter();
  for (const value of EDGES) writer.add(value);
  expect(writer.text).toMatch(/^[!-~]*$/);
  const one = new NumberWriter();
  one.add(2 ** 52 - 1);
  expect(one.text).toHaveLength(10);
});

test('a text that was cut off is no number', () => {
  const writer = new NumberWriter();
  writer.add(1_000);
  expect(() => new NumberReader(writer.text.slice(0, -1), 0).next()).toThrow('cut off');
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('%s is refused', (value) => {
  expect(() => new NumberWriter().add(value)).toThrow('no number');
});
