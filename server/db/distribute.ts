import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import { sqlitePath } from '../store/address.ts';
import type { Db } from '../store/db.ts';
import { connectionTo } from '../store/postgres/dialect.ts';
import { CommandError } from './commandError.ts';
import { withDatabase } from './schema.ts';

/** Asked by a person or a token, before it is known for which site: every node has them whole. */
const SHARED = new Set(['members', 'token_sites']);

/** All of a site's other tables lie beside its events. */
const ANCHOR = 'events';

/** What is done for a table: nothing, where it is as it should be. */
export interface Placing {
  table: string;
  as: 'distributed' | 'reference';
  statement: string;
}

/** How every table is to lie: a site's by `site_id`, one site on one node; small shared ones on all nodes. */
export function placingsOf(tables: readonly { name: string; columns: readonly string[] }[]): Placing[] {
  const placed = tables.map(({ name, columns }): Placing => {
    const isSites = columns.includes('site_id') && !SHARED.has(name);
    return isSites
      ? { table: name, as: 'distributed', statement: '' }
      : { table: name, as: 'reference', statement: `select create_reference_table('${name}')` };
  });
  const distributed = placed.filter(({ as }) => as === 'distributed').sort(byName);
  for (const one of distributed) {
    const beside = one.table === ANCHOR ? '' : `, colocate_with => '${ANCHOR}'`;
    one.statement = `select create_distributed_table('${one.table}', 'site_id'${beside})`;
  }
  // What a shard joins with has to be there on its node first, and the table beside which the others lie.
  return [
    ...placed.filter(({ as }) => as === 'reference').sort(byName),
    ...distributed.filter(({ table }) => table === ANCHOR),
    ...distributed.filter(({ table }) => table !== ANCHOR),
  ];
}

function byName(a: Placing, b: Placing): number {
  return a.table < b.table ? -1 : 1;
}

/** Distributes the tables of a Citus coordinator; those that are distributed already stay as they are. */
export async function distribute(url: string, say: (text: string) => void): Promise<void> {
  if (sqlitePath(url) !== null) {
    throw new CommandError(
      'Only PostgreSQL with Citus can be distributed: set DATABASE_URL to the coordinator.',
    );
  }
  const placings = await withDatabase(url, async (db) => {
    if (!(await hasCitus(db))) {
      throw new CommandError(
        'This PostgreSQL database has no Citus: run "create extension citus" in it as its owner, or go on without, on one machine.',
      );
    }
    const placed = await loadPlaced(db);
    return placingsOf(await tablesOf(db)).filter(({ table }) => !placed.has(table));
  });
  // Moving what is there already may take longer than any statement of a server.
  const client = new pg.Client(connectionTo(url));
  await client.connect();
  try {
    for (const { table, as, statement } of placings) {
      await client.query(statement);
      say(`${table}: ${as === 'distributed' ? 'distributed by site_id' : 'on every node'}`);
    }
  } finally {
    await client.end();
  }
  say(placings.length === 0 ? 'Every table lies as it should.' : `${placings.length} tables placed.`);
}

async function hasCitus(db: Db): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_extension where extname = 'citus'`.execute(db);
  return rows.length > 0;
}

async function loadPlaced(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select table_name::text as name from citus_tables`.execute(db);
  // A name may come with its schema.
  return new Set(rows.map(({ name }) => name.split('.').at(-1) ?? name));
}

/** Backstamp's tables with their columns. */
export async function tablesOf(db: Db): Promise<{ name: string; columns: string[] }[]> {
  const tables = await (db as unknown as Kysely<unknown>).introspection.getTables();
  return tables
    .filter(({ isView, schema }) => !isView && (schema ?? 'public') === 'public')
    .map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) }));
}
