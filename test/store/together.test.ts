import { expect, test } from 'vitest';
import { makeLanes } from '../../server/engine/lanes.ts';
import { together } from '../../server/store/together.ts';

test('what runs together is answered in the order in which it was asked', async () => {
  const late = Promise.withResolvers<string>();
  const both = together([late.promise, Promise.resolve(2)]);
  late.resolve('late');
  expect(await both).toEqual(['late', 2]);
});

test('the first failure is told, and not before everything has ended', async () => {
  const late = Promise.withResolvers<void>();
  let hasEnded = false;
  const both = together([
    late.promise.then(() => {
      hasEnded = true;
      throw new Error('second');
    }),
    Promise.reject(new Error('first')),
  ]);
  const outcome = both.catch((error: Error) => [error.message, hasEnded]);
  late.resolve();
  expect(await outcome).toEqual(['first', true]);
});

test('lanes take so many at a time, and the others in order, also behind one that failed', async () => {
  const lanes = makeLanes(2);
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const all = gates.map(({ promise }, n) =>
    lanes(() => {
      begun.push(n);
      return promise;
    }),
  );
  expect(begun).toEqual([0, 1]);
  gates[1]?.reject(new Error('no'));
  await expect(all[1]).rejects.toThrow('no');
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of gates) resolve();
  await Promise.all(all.filter((_, n) => n !== 1));
  expect(begun).toEqual([0, 1, 2, 3]);
});
