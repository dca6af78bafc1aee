import { Kysely } from 'kysely';
import pg from 'pg';
import { expect, test } from 'vitest';
import { MIGRATION_NAMES, migrate } from '../../server/store/migrate.ts';
import { openPostgres } from '../../server/store/postgres/dialect.ts';
import { ENGINE, newEmptyDatabase } from '../setup/database.ts';

test.skipIf(ENGINE === 'sqlite')('a migration that is killed half-way leaves nothing behind', async () => {
  const database = await newEmptyDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const tables = async () => {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
    );
    return rows.map(({ name }) => name);
  };
  let killed = 0;
  let hasEnded = false;
  const killing = (async () => {
    while (killed === 0 && !hasEnded) {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like 'create table "%' and query not like '%kysely%'`,
      );
      killed += rowCount ?? 0;
    }
  })();
  const begun = openOn(database.url);
  const outcome = await begun.migrate().catch(String);
  hasEnded = true;
  await killing;
  expect(outcome).toMatch(/terminat|discarded/);
  await begun.close();
  expect(await tables()).toEqual([]);

  const again = openOn(database.url);
  await again.migrate();
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name');
  expect(rows.map(({ name }) => name)).toEqual(MIGRATION_NAMES);
  expect(await tables()).toContain('events');
  await again.close();
  await client.end();
  await database.remove();
});

function openOn(url: string) {
  const dialect = openPostgres(url, 1);
  const db = new Kysely<unknown>({ dialect: dialect.kysely });
  return { migrate: () => migrate(db, dialect), close: () => db.destroy() };
}
