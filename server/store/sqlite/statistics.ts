import type { DatabaseSync } from 'node:sqlite';

/** What the planner is told of a table: its rows, those of one site, and those under each longer part of a key. */
const IN_ALL = 1_000_000_000;
const OF_A_SITE = 1_000_000;
const OF_A_KEY = 10;

/**
 * Without statistics SQLite takes the first column of any key to leave ten rows. Here that column is
 * `site_id`, so it would read all of a site's rows rather than use an index for a few of them. These figures
 * are made up and always the same: measured ones (`analyze`) would let plans depend on when that was run.
 */
export function teachPlanner(database: DatabaseSync): void {
  database.exec('begin');
  // The one way to make the table of statistics: SQLite keeps its name for itself.
  database.exec('analyze sites; delete from sqlite_stat1');
  const teach = database.prepare('insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)');
  for (const index of choices(database)) teach.run(index.table, index.name, figures(index));
  database.exec('commit; analyze sqlite_schema');
}

interface SiteIndex {
  table: string;
  name: string;
  columns: number;
  unique: boolean;
}

/** The keys and indexes that `site_id` leads, of tables that have several of them. */
function choices(database: DatabaseSync): SiteIndex[] {
  const rows = database
    .prepare(
      `select tables.name as "table", indexes.name, indexes.origin, indexes."unique", count(*) as columns
       from sqlite_schema as tables, pragma_index_list(tables.name) as indexes,
         pragma_index_info(indexes.name) as parts
       where tables.type = 'table'
       group by tables.name, indexes.name
       having max(parts.seqno = 0 and parts.name = 'site_id')`,
    )
    .all() as { table: string; name: string; origin: string; unique: number; columns: number }[];
  const indexes = rows.map(({ table, name, origin, unique, columns }) => ({
    table,
    // A table that is laid out by its primary key gives that key its own name.
    name: origin === 'pk' ? table : name,
    columns,
    unique: unique === 1,
  }));
  return [...Map.groupBy(indexes, ({ table }) => table).values()].filter((own) => own.length > 1).flat();
}

/** All rows, then how many share the first column, the first two, and so on. */
function figures({ columns, unique }: SiteIndex): string {
  const later = Array.from({ length: columns - 1 }, () => `${OF_A_KEY}`);
  if (unique) later[columns - 2] = '1';
  return [IN_ALL, OF_A_SITE, ...later].join(' ');
}
