import type { CreateTableBuilder, Dialect as KyselyDialect } from 'kysely';

/** All in which engines differ. The query text is the same for every one. */
export interface Dialect {
  kysely: KyselyDialect;
  /** Lays a table out by its primary key, where the engine can. */
  clustered<T extends CreateTableBuilder<string, string>>(table: T): T;
  /** Tells the engine, once the schema is there, what it cannot know of it. */
  teachPlanner(): void;
}
