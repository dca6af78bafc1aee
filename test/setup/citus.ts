import { Kysely } from 'kysely';
import { nanoid } from 'nanoid';
import pg from 'pg';
import { distribute } from '../../server/db/distribute.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openPostgres } from '../../server/store/postgres/dialect.ts';

/** A test's sites are few: the usual 32 shards a table would only take time to make. */
const SHARDS = 4;
const DUPLICATE_DATABASE = '42P04';

interface Node {
  name: string;
  port: number;
}

/** Tests run on databases made on a Citus cluster. The answer removes all that were made, on every node. */
export async function startCitusRun(
  coordinator: string,
  say: (text: string) => void,
): Promise<() => Promise<void>> {
  const { workers } = await nodesOf(coordinator);
  say(`Citus for the tests: the cluster of TEST_CITUS_URL, ${workers.length} workers`);
  const run = `${nanoid(8).toLowerCase()}_`;
  process.env.TEST_POSTGRES_URL = coordinator;
  process.env.TEST_CITUS_RUN = run;
  return async () => {
    for (const url of [coordinator, ...workers.map((node) => urlAt(coordinator, node))]) {
      const made = await ask<{ name: string }>(
        url,
        `select datname as name from pg_database where left(datname, ${5 + run.length}) = 'test_${run}'`,
      );
      for (const { name } of made) await ask(url, `drop database if exists "${name}" with (force)`);
    }
  };
}

/** Makes a database on every node of a cluster, with the whole schema, distributed as a merchant's is. */
export async function makeCitusDatabase(coordinator: string, name: string): Promise<string> {
  const { own, workers } = await nodesOf(coordinator);
  const url = urlOf(coordinator, name);
  const nodes = [coordinator, ...workers.map((node) => urlAt(coordinator, node))];
  for (const node of nodes) {
    await create(node, name);
    await ask(urlOf(node, name), 'create extension if not exists citus');
  }
  await ask(url, `alter database "${name}" set citus.shard_count = ${SHARDS}`);
  if (own && workers.length > 0)
    await ask(url, `select citus_set_coordinator_host('${own.name}', ${own.port})`);
  for (const { name: host, port } of workers) await ask(url, `select citus_add_node('${host}', ${port})`);
  const dialect = openPostgres(url, 1);
  const db = new Kysely<unknown>({ dialect: dialect.kysely });
  await migrate(db, dialect).finally(() => db.destroy());
  await distribute(url, () => {});
  return url;
}

/** A coordinator that copies `create database` to its workers has made it there already. */
async function create(node: string, name: string): Promise<void> {
  await ask(node, `create database "${name}"`).catch((error: unknown) => {
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) throw error;
  });
}

/** The cluster's nodes, by the names under which they know each other. */
async function nodesOf(coordinator: string): Promise<{ own: Node | null; workers: Node[] }> {
  const rows = await ask<Node & { isOwn: boolean }>(
    coordinator,
    'select nodename as name, nodeport as port, groupid = 0 as "isOwn" from pg_dist_node order by groupid',
  );
  return { own: rows.find(({ isOwn }) => isOwn) ?? null, workers: rows.filter(({ isOwn }) => !isOwn) };
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}

function urlAt(server: string, { name, port }: Node): string {
  const url = new URL(server);
  url.hostname = name;
  url.port = String(port);
  return url.href;
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query<Row>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}
