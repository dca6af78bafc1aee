import { type Kysely, sql } from 'kysely';
import type { Db } from '../store/db.ts';

/** Keys have 52 bits: their sums would pass what engines and JavaScript hold, the sums of their remainders do not. */
const PRIME = 1_000_003;

/** What a table comes to: its rows, and each column's sum, or how many rows have it where it is no number. */
export interface TableSums {
  rows: number;
  columns: Record<string, number>;
}

/** Sums a table on any engine. */
export async function sumTable(
  db: Db,
  { name, columns }: { name: string; columns: readonly string[] },
): Promise<TableSums> {
  const numbers = await numbersOf(db, name);
  const sums = columns.map((column) =>
    numbers.has(column)
      ? sql`coalesce(sum(${sql.ref(column)} % ${sql.lit(PRIME)}), 0) as ${sql.id(column)}`
      : sql`count(${sql.ref(column)}) as ${sql.id(column)}`,
  );
  const query = sql<
    Record<string, number>
  >`select count(*) as rows_in_all, ${sql.join(sums)} from ${sql.table(name)}`;
  const [row = {}] = (await query.execute(db)).rows;
  const { rows_in_all: rows = 0, ...found } = row;
  return { rows, columns: found };
}

async function numbersOf(db: Db, name: string): Promise<Set<string>> {
  const tables = await (db as unknown as Kysely<unknown>).introspection.getTables();
  const columns = tables.find((table) => table.name === name)?.columns ?? [];
  return new Set(columns.filter(({ dataType }) => /int/i.test(dataType)).map((column) => column.name));
}

/** Where two tables differ, in words. */
export function differencesOf(before: TableSums, after: TableSums): string[] {
  const told = before.rows === after.rows ? [] : [`${before.rows} rows and ${after.rows}`];
  for (const [column, sum] of Object.entries(before.columns)) {
    if (sum !== after.columns[column]) told.push(`${column} comes to ${sum} and ${after.columns[column]}`);
  }
  return told;
}
