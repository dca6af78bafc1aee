import type { Refusal } from '../../../shared/refusals.ts';
import type { Refused } from '../../../shared/wire/till.ts';
import type { Tongue } from './tongue.ts';
import type { TillKey } from './words.ts';

/** One plain sentence, and what to do next. */
export interface Verdict {
  sentence: string;
  next: string;
}

const whenKnown = (why: 'notYetValid' | 'expired' | 'voided' | 'revoked') => (refused: Refused) =>
  refused.at === undefined ? (`refused.${why}` as const) : (`refused.${why}.at` as const);

const whenAndWhere = (why: 'alreadyRedeemed' | 'orderUsed') => (refused: Refused) => {
  if (refused.at === undefined) return `refused.${why}` as const;
  return refused.store === undefined ? (`refused.${why}.at` as const) : (`refused.${why}.atStore` as const);
};

/** The sentence that says most with what the server told. */
const SENTENCES: Record<Refusal, (refused: Refused) => TillKey> = {
  unknown: () => 'refused.unknown',
  mistyped: () => 'refused.mistyped',
  notYetValid: whenKnown('notYetValid'),
  expired: whenKnown('expired'),
  alreadyRedeemed: whenAndWhere('alreadyRedeemed'),
  voided: whenKnown('voided'),
  wrongStore: ({ store }) => (store === undefined ? 'refused.wrongStore' : 'refused.wrongStore.store'),
  limitReached: () => 'refused.limitReached',
  belowMinimum: ({ minimumMinor }) =>
    minimumMinor === undefined ? 'refused.belowMinimum' : 'refused.belowMinimum.minimum',
  overAuthority: ({ maxDiscountMinor }) =>
    maxDiscountMinor === undefined ? 'refused.overAuthority' : 'refused.overAuthority.maximum',
  revoked: whenKnown('revoked'),
  orderUsed: whenAndWhere('orderUsed'),
};

/** A refusal in plain words, in the clerk's language, with its time in the site's zone. */
export function refusalWords(refused: Refused, tongue: Tongue): Verdict {
  const { t, money, moment } = tongue;
  return {
    sentence: t(SENTENCES[refused.why](refused), {
      at: refused.at === undefined ? '' : moment(refused.at),
      store: refused.store ?? '',
      minimum: money(refused.minimumMinor ?? 0),
      maximum: money(refused.maxDiscountMinor ?? 0),
    }),
    next: t(`next.${refused.why}`),
  };
}
