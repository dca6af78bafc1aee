import {
  type CompiledQuery,
  type Dialect,
  DummyDriver,
  PostgresAdapter,
  PostgresQueryCompiler,
} from 'kysely';

/** A PostgreSQL that takes every statement, answers with nothing, and notes what it was sent. */
export function silentDialect(): { dialect: Dialect; sent: CompiledQuery[] } {
  const sent: CompiledQuery[] = [];
  class NotingDriver extends DummyDriver {
    override async acquireConnection() {
      const connection = await super.acquireConnection();
      return {
        ...connection,
        streamQuery: connection.streamQuery.bind(connection),
        executeQuery: async (query: CompiledQuery) => {
          sent.push(query);
          return { rows: [] };
        },
      };
    }
  }
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new NotingDriver(),
    createIntrospector: () => {
      throw new Error('nothing to look into');
    },
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return { dialect, sent };
}
