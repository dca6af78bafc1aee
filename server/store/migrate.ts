import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Dialect } from './dialect.ts';
import { createInitial } from './migrations/0001-initial.ts';
import { createSpend } from './migrations/0002-spend.ts';
import { createPaths } from './migrations/0003-paths.ts';
import { createReturns } from './migrations/0004-returns.ts';
import { addSettings } from './migrations/0005-settings.ts';
import { createExports } from './migrations/0006-exports.ts';
import { createPlacements } from './migrations/0007-placements.ts';
import { createRetention } from './migrations/0008-retention.ts';
import { createServers } from './migrations/0009-servers.ts';
import { addLeadHours } from './migrations/0010-lead-hours.ts';
import { createBotArrivals } from './migrations/0011-bots.ts';
import { indexCustomerUses } from './migrations/0012-customer-uses.ts';

type Migration = (db: Kysely<unknown>, dialect: Dialect) => Promise<void>;

/** In the order of their names; one that was released is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-initial': createInitial,
  '0002-spend': createSpend,
  '0003-paths': createPaths,
  '0004-returns': createReturns,
  '0005-settings': addSettings,
  '0006-exports': createExports,
  '0007-placements': createPlacements,
  '0008-retention': createRetention,
  '0009-servers': createServers,
  '0010-lead-hours': addLeadHours,
  '0011-bots': createBotArrivals,
  '0012-customer-uses': indexCustomerUses,
};

/** Every step that a whole schema has taken. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS);

/** Brings the schema up to date. Kysely's migrator takes a lock, so that one server migrates at a time. */
export async function migrate(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(MIGRATIONS).map(([name, up]) => [
            name,
            { up: (schema: Kysely<unknown>) => up(schema, dialect) },
          ]),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  dialect.teachPlanner();
}
