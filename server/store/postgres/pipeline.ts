import { DummyDriver, Kysely, type Transaction } from 'kysely';
import type { Db } from '../db.ts';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables/tables.ts';

/**
 * Runs on a transaction's connection without Kysely's own queue, which sends a statement only after the answer to
 * the one before. They are done in the order in which they were asked for, all the same.
 */
export function pipelined<Value>(
  transaction: Transaction<Tables>,
  { kysely: dialect }: Pick<Dialect, 'kysely'>,
  run: (db: Db) => Promise<Value>,
): Promise<Value> {
  const executor = transaction.getExecutor();
  return executor.provideConnection((connection) => {
    const straight = executor.withConnectionProvider({ provideConnection: (ask) => ask(connection) });
    const driver = new DummyDriver();
    return run(new Kysely<Tables>({ config: { dialect }, dialect, driver, executor: straight }));
  });
}
