import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Db } from '../store/db.ts';
import { migrate } from '../store/migrate.ts';
import { openSqlite } from '../store/sqlite/dialect.ts';
import type { Tables } from '../store/tables/tables.ts';

/** An empty database: one connection to write on, one to read from meanwhile. */
export interface Scratch {
  db: Db;
  reader: Db;
}

/** Runs with a database of its own, thrown away afterwards: what does not fit into memory is sorted there. */
export async function withScratch<Value>(run: (scratch: Scratch) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-scratch-'));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clear);
  const writing = openSqlite(join(folder, 'scratch.db'));
  const db: Db = new Kysely<Tables>({ dialect: writing.kysely });
  let reader: Db | undefined;
  try {
    // Nothing here outlives the process, and sorting goes to the disk.
    writing.database.exec('pragma synchronous = off');
    await migrate(db as unknown as Kysely<unknown>, writing);
    const reading = openSqlite(join(folder, 'scratch.db'), true);
    reading.database.exec('pragma temp_store = file');
    reader = new Kysely<Tables>({ dialect: reading.kysely });
    return await run({ db, reader });
  } finally {
    await reader?.destroy();
    await db.destroy();
    process.off('exit', clear);
    clear();
  }
}
