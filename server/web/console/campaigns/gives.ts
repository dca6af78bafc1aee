import type { Offer } from '../../../../shared/wire/site.ts';
import { money } from '../say.ts';
import { t } from '../texts.ts';

/** What an offer gives, in one line: `15 % off, up to ¥800.00, from ¥2,000.00`. */
export function gives(offer: Offer, currency: string): string {
  const what = {
    percent: t('gives.percent', { percent: offer.percent ?? 0 }),
    amount: t('gives.amount', { amount: money(offer.amountMinor ?? 0, currency) }),
    gift: t('gives.gift', { gift: offer.gift ?? '' }),
  }[offer.kind];
  const most =
    offer.maxDiscountMinor === null
      ? []
      : [t('gives.most', { amount: money(offer.maxDiscountMinor, currency) })];
  const least =
    offer.minimumMinor === 0 ? [] : [t('gives.least', { amount: money(offer.minimumMinor, currency) })];
  return [what, ...most, ...least].join(t('gives.comma'));
}
