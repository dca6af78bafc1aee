import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { addLeadHours } from '../../server/store/migrations/0010-lead-hours.ts';
import { BAIDU, buy, WEIBO } from './reportShop.ts';
import { DAY, openWorkshop } from './workshop.ts';

test('redemptions from before the column get what they would have been kept with', async () => {
  const shop = await openWorkshop();
  await buy(shop, 'visitor-a', [WEIBO, BAIDU], 100, { waitMs: 2 * DAY });
  await buy(shop, 'visitor-b', [WEIBO], 100);
  const { id } = await buy(shop, 'visitor-c', [WEIBO], 100);
  await shop.db
    .updateTable('redemptions')
    .set({ path: '[]', lead_hours: null })
    .where('id', '=', id)
    .execute();
  const read = () => shop.db.selectFrom('redemptions').select(['id', 'lead_hours']).orderBy('id').execute();
  const kept = await read();
  expect(kept.map((row) => row.lead_hours)).toEqual([72, 0, null]);
  await shop.db.schema.alterTable('redemptions').dropColumn('lead_hours').execute();
  await addLeadHours(shop.db as unknown as Kysely<unknown>);
  expect(await read()).toEqual(kept);
  await shop.close();
});
