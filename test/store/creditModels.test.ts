import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { sourceRow } from '../../server/domain/dictionary.ts';
import { DIRECT } from '../../server/domain/source.ts';
import { createInitial } from '../../server/store/migrations/0001-initial.ts';
import { creditModels } from '../../server/store/migrations/0002-credit-models.ts';
import { insertSite } from '../../server/store/sites.ts';
import { openSqlite } from '../../server/store/sqlite/dialect.ts';
import type { Tables } from '../../server/store/tables.ts';

const SITE = 'testsite';
const SECRET = 'key secret of the test site';
const direct = sourceRow(SECRET, DIRECT).id;
const touch = (source: number, at: number) => ({ source, at, page: 7, clickId: null, adConsent: false });

test('what was redeemed before the models came is shared under every one of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-migration-'));
  const dialect = openSqlite(join(folder, 'test.db'));
  const db = new Kysely<Tables>({ dialect: dialect.kysely });
  await createInitial(db as unknown as Kysely<unknown>, dialect);
  await insertSite(db, siteSettings(), 0);
  await db
    .insertInto('redemptions')
    .values([redemption('a', null), redemption('b', 5), redemption('c', null, [])])
    .execute();

  await creditModels(db as unknown as Kysely<unknown>);

  const credits = await db
    .selectFrom('credits')
    .select(['redemption_id', 'model', 'touch', 'source_id', 'value_minor', 'discount_minor', 'share'])
    .where('site_id', '=', SITE)
    .execute();
  expect(new Set(credits.map((row) => row.redemption_id))).toEqual(new Set(['a', 'c']));
  const own = { redemption_id: 'a', value_minor: 1_000, discount_minor: 100, share: 1_000_000 };
  expect(credits).toContainEqual({ ...own, model: 'last', touch: 1, source_id: direct });
  expect(credits).toContainEqual({ ...own, model: 'lastNonDirect', touch: 0, source_id: 3 });
  expect(credits.filter((row) => row.redemption_id === 'c')).toHaveLength(6);
  await db.destroy();
  rmSync(folder, { recursive: true });
});

function siteSettings() {
  return {
    id: SITE,
    name: 'Test shop',
    origins: [],
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    windowDays: 30,
    hashRoutes: false,
    keySecret: SECRET,
    signingSecret: 'signing secret of the test site',
  };
}

function redemption(id: string, voidedAt: number | null, path = [touch(3, 1), touch(direct, 2)]) {
  return {
    site_id: SITE,
    id,
    code: id,
    offer_id: 'o',
    campaign_id: 'c',
    store_id: 's',
    clerk_id: 'k',
    order_number: id,
    amount_minor: 1_000,
    discount_minor: 100,
    at: 3,
    day: 20261120,
    voided_at: voidedAt,
    customer: id,
    visitor: id,
    source_id: 9,
    page_id: 7,
    path: JSON.stringify(path),
  };
}
