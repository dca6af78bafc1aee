import { READS, WRITES } from '../../server/actions/registry.ts';
import type { RetentionRun } from '../../server/upkeep/retention.ts';
import type { Workshop } from '../server/workshop.ts';

/** An engine without threads: each write is a transaction on the workshop's connection. */
export function localEngine({ db, context }: Pick<Workshop, 'db' | 'context'>): RetentionRun['engine'] {
  return {
    read: (name, input) => READS[name](context, input as never) as never,
    write: (name, input) =>
      db
        .transaction()
        .execute((inside) => WRITES[name]({ ...context, db: inside }, input as never) as never) as never,
  };
}
