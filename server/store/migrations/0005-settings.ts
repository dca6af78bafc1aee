import { type Kysely, sql } from 'kysely';

/** What a site sets of attribution: until now a touchpoint could earn as long as its cohort lasts. */
export async function addSettings(db: Kysely<unknown>): Promise<void> {
  const sites = () => db.schema.alterTable('sites');
  await sites()
    .addColumn('lookback_days', 'integer', (definition) => definition.notNull().defaultTo(30))
    .execute();
  await sites().addColumn('margin_percent', 'integer').execute();
  await sites()
    .addColumn('channel_rules', 'text', (definition) => definition.notNull().defaultTo('[]'))
    .execute();
  await (db as Kysely<{ sites: { lookback_days: number; window_days: number } }>)
    .updateTable('sites')
    .set({ lookback_days: sql.ref<number>('window_days') })
    .execute();
}
