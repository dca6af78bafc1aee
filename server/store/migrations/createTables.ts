import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { TableParts } from './tableParts.ts';

/** Makes tables as the engine best lays them out: by their primary key, where it can. */
export async function createTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  tables: Record<string, TableParts>,
): Promise<void> {
  for (const [name, { key, columns }] of Object.entries(tables)) {
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, kind] of Object.entries(columns)) {
      const type = kind === 'text' ? dialect.text : kind;
      table = column.endsWith('?')
        ? table.addColumn(column.slice(0, -1), type)
        : table.addColumn(column, type, (definition) => definition.notNull());
    }
    await dialect.clustered(table.addPrimaryKeyConstraint(`${name}_key`, key)).execute();
  }
}
