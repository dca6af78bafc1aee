import type { CreateTableBuilder, Dialect as KyselyDialect, RawBuilder } from 'kysely';
import type { StoreFailure } from './failure.ts';

/** All in which engines differ. The query text is the same for every one. */
export interface Dialect {
  kysely: KyselyDialect;
  /** Lays a table out by its primary key, where the engine can. */
  clustered<T extends CreateTableBuilder<string, string>>(table: T): T;
  /** The type of a column of text that sorts by its bytes. */
  text: 'text' | RawBuilder<unknown>;
  /** What an error means that a statement of this engine threw. */
  failureOf(error: unknown): StoreFailure;
  /** Tells the engine, once the schema is there, what it cannot know of it. */
  teachPlanner(): void;
}
