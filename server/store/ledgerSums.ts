import { type Db, gather } from './db.ts';

/** A page of a site's redemptions after one of them, in the order of their ids, with what is left of each. */
export async function loadRedemptionsAfter(
  db: Db,
  siteId: string,
  after: string,
  limit: number,
): Promise<{ id: string; amountMinor: number; discountMinor: number; isVoided: boolean }[]> {
  const rows = await db
    .selectFrom('redemptions')
    .select(['id', 'amount_minor', 'discount_minor', 'voided_at'])
    .where('site_id', '=', siteId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    amountMinor: row.amount_minor,
    discountMinor: row.discount_minor,
    isVoided: row.voided_at !== null,
  }));
}

/** What the credits of these redemptions come to, by "id model". */
export async function sumCredits(
  db: Db,
  siteId: string,
  redemptions: readonly string[],
): Promise<Map<string, { valueMinor: number; discountMinor: number }>> {
  const rows = await gather(redemptions, (chunk) =>
    db
      .selectFrom('credits')
      .select((row) => [
        'redemption_id',
        'model',
        row.fn.sum<number>('value_minor').as('value'),
        row.fn.sum<number>('discount_minor').as('discount'),
      ])
      .where('site_id', '=', siteId)
      .where('redemption_id', 'in', chunk)
      .groupBy(['redemption_id', 'model'])
      .execute(),
  );
  return new Map(
    rows.map((row) => [
      `${row.redemption_id} ${row.model}`,
      { valueMinor: row.value, discountMinor: row.discount },
    ]),
  );
}

interface OfferTotals {
  minted: number;
  redeemed: number;
  givenMinor: number;
}

const NONE: OfferTotals = { minted: 0, redeemed: 0, givenMinor: 0 };

/** Each offer's running totals, and what its coupons and the redemptions that stand come to. */
export async function loadOfferSums(
  db: Db,
  siteId: string,
): Promise<{ id: string; held: OfferTotals; counted: OfferTotals }[]> {
  const offers = await db
    .selectFrom('offers')
    .select(['id', 'minted', 'redeemed', 'given_minor'])
    .where('site_id', '=', siteId)
    .orderBy('id')
    .execute();
  const coupons = await db
    .selectFrom('coupons')
    .select((row) => ['offer_id', row.fn.countAll<number>().as('n')])
    .where('site_id', '=', siteId)
    .groupBy('offer_id')
    .execute();
  const redemptions = await db
    .selectFrom('redemptions')
    .select((row) => [
      'offer_id',
      row.fn.countAll<number>().as('n'),
      row.fn.sum<number>('discount_minor').as('given'),
    ])
    .where('site_id', '=', siteId)
    .where('voided_at', 'is', null)
    .groupBy('offer_id')
    .execute();
  const minted = new Map(coupons.map((row) => [row.offer_id, row.n]));
  const redeemed = new Map(
    redemptions.map((row) => [row.offer_id, { redeemed: row.n, givenMinor: row.given }]),
  );
  return offers.map((row) => ({
    id: row.id,
    held: { minted: row.minted, redeemed: row.redeemed, givenMinor: row.given_minor },
    counted: { ...NONE, minted: minted.get(row.id) ?? 0, ...redeemed.get(row.id) },
  }));
}
