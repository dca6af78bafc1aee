import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { attribution } from './attribution.ts';
import type { Bench } from './bench.ts';
import { disk } from './disk.ts';
import { batch, ingest } from './ingest.ts';
import { live } from './live.ts';
import { overlay } from './overlay.ts';
import { postgres } from './postgres.ts';
import { read } from './read.ts';
import { redeem } from './redeem.ts';
import { type Line, tableOf } from './result.ts';
import { tag } from './tag.ts';

/** `npm run bench [NAME…] [--full] [--json FILE]`: measures, and says which targets are met. */
const BENCHES: Record<string, Bench> = {
  ingest,
  batch,
  read,
  live,
  redeem,
  attribution,
  tag,
  overlay,
  disk,
  postgres,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, full: { type: 'boolean', default: false } },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}: there are ${Object.keys(BENCHES).join(', ')}.`,
  );
  process.exitCode = 1;
} else {
  // What is cleared away at the end is cleared away also when someone stops it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  await run();
}

async function run(): Promise<void> {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const before = loadOf();
  console.log(`${machine}; load average ${before}\n`);
  const lines: Line[] = [];
  for (const name of names) {
    console.log(`${name} …`);
    const bench = BENCHES[name];
    if (bench) lines.push(...(await bench({ full: values.full, say: console.log })));
  }
  console.log(`\n${tableOf(lines)}\n\nload average before ${before}, after ${loadOf()}`);
  if (values.json) {
    const report = { at: new Date().toISOString(), machine, loadBefore: before, loadAfter: loadOf(), lines };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
}

function loadOf(): string {
  return loadavg()
    .map((load) => load.toFixed(2))
    .join(' ');
}
