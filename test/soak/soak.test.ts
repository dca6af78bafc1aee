import { expect, test } from 'vitest';
import { complaintsOf, PACE, PACE_BESIDE_OTHERS } from './bounds.ts';
import { type Slice, soak } from './soak.ts';

const RATE = 2_000;
/** A minute in full bounds wants a machine that does nothing else, and its time: `SOAK=1m` asks for it. */
const IS_FULL = process.env.SOAK === '1m';
const SECONDS = IS_FULL ? 60 : 20;

test(`a server under ${RATE} events a second for ${SECONDS} s stays in bounds`, {
  timeout: 4 * SECONDS * 1_000,
}, async () => {
  const said: string[] = [];
  const slices = await soak({ seconds: SECONDS, rate: RATE, say: (text) => said.push(text) });
  const pace = IS_FULL ? PACE : PACE_BESIDE_OTHERS;
  expect(complaintsOf(slices, RATE, pace), said.join('\n')).toEqual([]);
});

const slice = (n: number, parts: Partial<Slice> = {}): Slice => ({
  seconds: (n + 1) * 100,
  eventsPerSecond: RATE,
  megabytes: 120,
  residentMegabytes: 200,
  latencies: [20, 30, 40],
  ...parts,
});
const slices = (parts: (n: number) => Partial<Slice>) =>
  Array.from({ length: 9 }, (_, n) => slice(n, parts(n)));

test.each([
  ['nothing, where all is flat', () => ({}), []],
  ['nothing, where memory breathes', (n: number) => ({ megabytes: 120 + (n % 3) * 100 }), []],
  [
    'memory that grows',
    (n: number) => ({ megabytes: 100 + n * 8 + (n % 3) * 100 }),
    ['Its memory grew from 124 to 148 MB.'],
  ],
  ['too much memory', () => ({ megabytes: 610 }), ['It held 610 MB, more than 600.']],
  [
    'streams that hear late, or never',
    () => ({ latencies: [20, Number.POSITIVE_INFINITY] }),
    ['Live updates took Infinity ms (p95), more than 300.'],
  ],
  [
    'beacons that are not answered in time',
    () => ({ eventsPerSecond: 1_800 }),
    ['Only 1800 of 2000 events/s were answered.'],
  ],
])('it complains of %s', (_what, parts, complaints) => {
  expect(complaintsOf(slices(parts as (n: number) => Partial<Slice>), RATE)).toEqual(complaints);
});
