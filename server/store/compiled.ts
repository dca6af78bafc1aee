import type { Compilable, CompiledQuery, QueryResult } from 'kysely';
import type { Db } from './db.ts';

/** What Kysely made of each hot statement, for each engine's way of writing it. */
const compiled = new WeakMap<object, Map<string, CompiledQuery>>();

/**
 * Runs a statement whose text depends only on its name and on how many rows it takes. Kysely writes that text
 * once and not for every batch, which costs more than running it. `parameters` are those of the query in its
 * order: the first time they are compared with Kysely's own.
 */
export async function runCompiled<Row = unknown>(
  db: Db,
  name: string,
  build: () => Compilable<Row>,
  parameters: readonly unknown[],
): Promise<Row[]> {
  return (await execute(db, name, build, parameters)).rows;
}

/** The same for a statement that changes rows; answers how many it has changed. */
export async function changeCompiled(
  db: Db,
  name: string,
  build: () => Compilable<unknown>,
  parameters: readonly unknown[],
): Promise<number> {
  return Number((await execute(db, name, build, parameters)).numAffectedRows ?? 0);
}

function execute<Row>(
  db: Db,
  name: string,
  build: () => Compilable<Row>,
  parameters: readonly unknown[],
): Promise<QueryResult<Row>> {
  const { adapter } = db.getExecutor();
  let own = compiled.get(adapter);
  if (!own) {
    own = new Map();
    compiled.set(adapter, own);
  }
  const key = `${name} ${parameters.length}`;
  let query = own.get(key);
  if (!query) {
    query = build().compile();
    checkOrder(name, query.parameters, parameters);
    // Only the text is kept: the first batch's values and tree would never be let go.
    own.set(key, { ...query, parameters: [] });
  }
  return db.executeQuery<Row>({ ...query, parameters } as CompiledQuery<Row>);
}

function checkOrder(name: string, expected: readonly unknown[], given: readonly unknown[]): void {
  const isSame = expected.length === given.length && expected.every((value, at) => value === given[at]);
  if (!isSame) throw new Error(`the parameters of ${name} are not in the order of its text`);
}
