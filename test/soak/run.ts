import { parseArgs } from 'node:util';
import { complaintsOf, TARGET_MEGABYTES } from './bounds.ts';
import { soak } from './soak.ts';

/** `npm run soak -- 10m [--rate 2000]`: a server under load for so long; ends with 1 where it leaves its bounds. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rate: { type: 'string', default: '2000' } },
});
const seconds = readDuration(positionals[0] ?? '10m');
const rate = Number(values.rate);

if (seconds === null || !Number.isInteger(rate) || rate < 1) {
  console.error('npm run soak -- 10m [--rate 2000]: a time such as 90s, 10m or 2h, and events a second.');
  process.exitCode = 2;
} else {
  // What is cleared away at the end is cleared away also when someone stops it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const slices = await soak({ seconds, rate, say: console.log });
  const complaints = complaintsOf(slices, rate);
  const held = slices.at(-1)?.megabytes ?? 0;
  if (held > TARGET_MEGABYTES) {
    console.log(`\nIt holds ${held.toFixed(0)} MB: the target of ${TARGET_MEGABYTES} is not met.`);
  }
  console.log(complaints.length === 0 ? '\nIn bounds all the while.' : `\n${complaints.join('\n')}`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}

function readDuration(text: string): number | null {
  const [, number, unit] = /^(\d+)([smh])$/.exec(text) ?? [];
  const each = { s: 1, m: 60, h: 3_600 }[unit ?? ''];
  return each === undefined || Number(number) < 1 ? null : Number(number) * each;
}
