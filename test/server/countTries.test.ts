import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countTries } from '../../server/actions/countTries.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const MINUTE = 60_000;

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const keyOf = (caller: number) => createHash('sha256').update(String(caller)).digest('hex');
const kept = async () => (await workshop.db.selectFrom('tries').select('started_at').execute()).length;
const tryOnce = (caller: number, minute: number) =>
  countTries(workshop.context, { key: keyOf(caller), startedAt: minute * MINUTE, n: 1 });

test('tries of a span add up; old ones go, though not all is looked through with every caller', async () => {
  expect([await tryOnce(0, 0), await tryOnce(0, 0)]).toEqual([1, 2]);
  let sweeps = 0;
  for (let caller = 1; caller <= 300; caller += 1) {
    const minute = caller * 70;
    await tryOnce(caller, minute);
    if ((await kept()) === 1) sweeps += 1;
  }
  expect(sweeps).toBeGreaterThan(0);
  expect(sweeps).toBeLessThan(20);
});
