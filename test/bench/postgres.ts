import { nanoid } from 'nanoid';
import pg from 'pg';
import { ask } from '../setup/database.ts';
import { type PostgresServer, startPostgres } from '../setup/postgresServer.ts';
import type { Bench, BenchOptions } from './bench.ts';
import { figureOf } from './figures.ts';
import { batch, ingest } from './ingest.ts';
import { live } from './live.ts';
import { redeem } from './redeem.ts';
import { type Line, missing } from './result.ts';

/** Those that run on either engine alike. */
const SAME: readonly Bench[] = [ingest, batch, redeem, live];

/** The same benchmarks on PostgreSQL: a throw-away server beside ours on this machine, with `fsync` on. */
export const postgres: Bench = async (options) => {
  const server = await start(options);
  if (typeof server === 'string') return [missing('PostgreSQL', '', server)];
  try {
    const lines: Line[] = [];
    let last = '';
    const newDatabase = async () => {
      const name = `bench_${nanoid()}`;
      await ask(server.url(), `create database "${name}"`);
      last = server.url(name);
      return last;
    };
    for (const bench of SAME) {
      lines.push(...(await bench({ ...options, newDatabase })));
      if (bench === batch) lines.push(await diskOf(last));
      await dropOf(server, last);
    }
    // The targets are the embedded engine's.
    return lines.map((line) => ({
      ...line,
      what: `PostgreSQL: ${line.what.trim()}`,
      target: '',
      isMet: null,
    }));
  } finally {
    await server.close();
  }
};

/** A server, or why there is none. */
async function start({ say }: BenchOptions): Promise<PostgresServer | string> {
  try {
    return await startPostgres(say);
  } catch (error) {
    return `left out: ${error instanceof Error ? error.message : error}`;
  }
}

/** What an event takes on disk, with all that was counted of it. */
async function diskOf(url: string): Promise<Line> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query('select pg_database_size(current_database()) as bytes, (select count(*) from events) as events')
    .finally(() => client.end());
  const bytes = Number(rows[0].bytes) / Number(rows[0].events);
  const note = `after ${Number(rows[0].events).toLocaleString('en')} events, before any vacuum`;
  return {
    what: 'disk, an event with its counters and keys',
    unit: 'bytes',
    figure: figureOf([bytes]),
    target: '',
    isMet: null,
    note,
  };
}

async function dropOf(server: PostgresServer, url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await ask(server.url(), `drop database if exists "${name}" with (force)`);
}
