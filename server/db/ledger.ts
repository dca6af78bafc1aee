import { MODELS } from '../../shared/wire/report.ts';
import type { Db } from '../store/db.ts';
import { loadOfferSums, loadRedemptionsAfter, sumCredits } from '../store/ledgerSums.ts';

const REDEMPTIONS_A_PAGE = 500;

/** Redemptions whose credit does not come to their value under some model: one line for each. */
export async function* checkCredits(db: Db, siteId: string): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const page = await loadRedemptionsAfter(db, siteId, after, REDEMPTIONS_A_PAGE);
    const sums = await sumCredits(
      db,
      siteId,
      page.map(({ id }) => id),
    );
    for (const { id, isVoided, amountMinor, discountMinor } of page) {
      for (const model of MODELS) {
        const sum = sums.get(`${id} ${model}`) ?? { valueMinor: 0, discountMinor: 0 };
        const value = isVoided ? 0 : amountMinor;
        const discount = isVoided ? 0 : discountMinor;
        if (sum.valueMinor === value && sum.discountMinor === discount) continue;
        yield `redemption ${id}, model ${model}: credits come to ${sum.valueMinor} and a discount of ${sum.discountMinor}, not ${value} and ${discount}`;
      }
    }
    if (page.length < REDEMPTIONS_A_PAGE) return;
    after = page.at(-1)?.id ?? '';
  }
}

/** Offers whose running totals are not what their coupons and redemptions come to. */
export async function* checkOffers(db: Db, siteId: string): AsyncGenerator<string> {
  for (const { id, held, counted } of await loadOfferSums(db, siteId)) {
    for (const name of ['minted', 'redeemed', 'givenMinor'] as const) {
      if (held[name] !== counted[name]) {
        yield `offer ${id}: ${name} is ${held[name]}, its rows come to ${counted[name]}`;
      }
    }
  }
}
