import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import { sqlitePath } from '../store/address.ts';
import { runCompiled } from '../store/compiled.ts';
import type { Db } from '../store/db.ts';
import { migrate } from '../store/migrate.ts';
import { openDatabase } from '../store/open.ts';
import type { Tables } from '../store/tables/tables.ts';
import { CommandError } from './commandError.ts';
import { differencesOf, sumTable, type TableSums } from './copySums.ts';
import { tablesOf } from './distribute.ts';
import { isInUse } from './exclusive.ts';
import { withDatabase } from './schema.ts';

const ROWS_A_STATEMENT = 500;
/** PostgreSQL takes no more parameters in one statement. */
const MOST_PARAMETERS = 32_000;

type AnyDb = Kysely<Record<string, Record<string, unknown>>>;
interface TableShape {
  name: string;
  columns: string[];
}

/**
 * Moves a merchant's data from an embedded database into an empty PostgreSQL one: all of it, or, where anything goes
 * wrong or the sums differ, nothing.
 */
export async function copy(from: string, to: string, say: (text: string) => void): Promise<void> {
  const path = sqlitePath(from);
  if (path === null || sqlitePath(to) !== null) {
    throw new CommandError('Data moves from sqlite:PATH to postgres://…, in this order.');
  }
  if (!existsSync(path)) throw new CommandError(`There is no database at ${path}.`);
  if (isInUse(path))
    throw new CommandError(`A server has ${path} open: stop it first, so that nothing is left behind.`);
  await withDatabase(from, async (source) => {
    const dialect = openDatabase(to);
    const target: Db = new Kysely<Tables>({ dialect: dialect.kysely });
    try {
      await migrate(target as unknown as Kysely<unknown>, dialect);
      const tables = (await tablesOf(source)).sort((a, b) => (a.name < b.name ? -1 : 1));
      await checkShapes(tables, target);
      await target.transaction().execute(async (inside) => {
        for (const table of tables) say(await copyTable(source, inside, table));
      });
    } finally {
      await target.destroy();
    }
  });
  say('Everything is there: set DATABASE_URL to the new database, and start the server.');
}

/** The same version made both, so that they have the same tables; and the target has no row in any of them. */
async function checkShapes(tables: readonly TableShape[], target: Db): Promise<void> {
  const shapes = new Map(
    (await tablesOf(target)).map(({ name, columns }) => [name, columns.toSorted().join()]),
  );
  for (const { name, columns } of tables) {
    if (shapes.get(name) !== columns.toSorted().join()) {
      throw new CommandError(`The target's table ${name} is another one: use an empty database.`);
    }
    const row = await (target as unknown as AnyDb)
      .selectFrom(name)
      .select(columns[0] ?? '')
      .limit(1)
      .executeTakeFirst();
    if (row) throw new CommandError(`The target is not empty: ${name} has rows. Use an empty database.`);
  }
}

async function copyTable(source: Db, target: Db, table: TableShape): Promise<string> {
  const size = Math.min(ROWS_A_STATEMENT, Math.floor(MOST_PARAMETERS / table.columns.length));
  let rows: Record<string, unknown>[] = [];
  const stream = (source as unknown as AnyDb).selectFrom(table.name).select(table.columns).stream(size);
  for await (const row of stream) {
    rows.push(row);
    if (rows.length < size) continue;
    await insert(target, table, rows);
    rows = [];
  }
  // The last ones a power of two at a time: each size is a statement of its own.
  for (let part = size; rows.length > 0; part = Math.max(part >> 1, 1)) {
    while (rows.length >= part) await insert(target, table, rows.splice(0, part));
  }
  const [before, after] = [await sumTable(source, table), await sumTable(target, table)];
  const differences = differencesOf(before, after);
  if (differences.length > 0) {
    throw new CommandError(
      `${table.name} is not the same in both: ${differences.join(', ')}. Nothing was copied.`,
    );
  }
  return `${table.name}: ${before.rows.toLocaleString('en')} rows, ${sumsText(before)}`;
}

function sumsText({ columns }: TableSums): string {
  return `${Object.keys(columns).length} columns compared`;
}

async function insert(target: Db, { name, columns }: TableShape, rows: readonly Record<string, unknown>[]) {
  const values = rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));
  await runCompiled(
    target,
    `copy ${name}`,
    () => (target as unknown as AnyDb).insertInto(name).values(values),
    values.flatMap((row) => Object.values(row)),
  );
}
