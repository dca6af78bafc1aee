import { Kysely } from 'kysely';
import { migrate } from '../../server/store/migrate.ts';
import { openPostgres } from '../../server/store/postgres/dialect.ts';
import { startCitusRun } from './citus.ts';
import { ask, TEMPLATE } from './database.ts';
import { startPostgres } from './postgresServer.ts';

/**
 * Tests on PostgreSQL run against a real server that is brought up for them and removed after them; where
 * TEST_CITUS_URL names a coordinator, against databases that are made on its cluster and removed.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const cluster = process.env.TEST_CITUS_URL;
  if (cluster) return startCitusRun(cluster, (text) => console.log(text));
  const server = await startPostgres((text) => console.log(text));
  console.log(`PostgreSQL for the tests: a throw-away server of their own, ${server.url()}`);
  await ask(server.url(), `create database ${TEMPLATE}`).then(() => fill(server.url(TEMPLATE)));
  process.env.TEST_POSTGRES_URL = server.url();
  return () => server.close();
}

async function fill(url: string): Promise<void> {
  const dialect = openPostgres(url, 1);
  const db = new Kysely<unknown>({ dialect: dialect.kysely });
  await migrate(db, dialect).finally(() => db.destroy());
}
