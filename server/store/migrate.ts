import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Dialect } from './dialect.ts';
import { createInitial } from './migrations/0001-initial.ts';

/** Brings the schema up to date. Kysely's migrator takes a lock, so that one server migrates at a time. */
export async function migrate(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        '0001-initial': { up: (schema: Kysely<unknown>) => createInitial(schema, dialect) },
      }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  dialect.teachPlanner();
}
