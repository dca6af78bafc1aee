import type { OfferInput } from '../../shared/wire/site.ts';
import type { OfferTerms } from './campaign.ts';
import { failed, type Outcome } from './outcome.ts';

/** What an owner sets of an offer. */
export type OfferSettings = Omit<OfferTerms, 'id' | 'campaignId' | 'revokedAt' | 'redeemed' | 'givenMinor'>;

const FRESH: OfferSettings = {
  name: '',
  kind: 'percent',
  percent: null,
  amountMinor: null,
  gift: null,
  minimumMinor: 0,
  maxDiscountMinor: null,
  startsAt: null,
  endsAt: null,
  validDays: null,
  storeIds: [],
  usesPerCoupon: 1,
  totalLimit: null,
  customerLimit: null,
  budgetMinor: null,
};

const SETTINGS = Object.keys(FRESH) as (keyof OfferSettings)[];

/** The field that says what an offer of each kind gives. */
const GIVES = { percent: 'percent', amount: 'amountMinor', gift: 'gift' } as const;

type FieldError = { field: string; message: string };

/**
 * Checks what an owner gives; of an offer that is there, what is not given stays, but for what another
 * kind than its own would give.
 */
export function decideOffer(
  input: Partial<OfferInput>,
  known: OfferTerms | null,
  storeIds: ReadonlySet<string>,
): Outcome<OfferSettings> {
  const base = known ?? FRESH;
  // Null says that there is none; what is left out stays.
  const settings = Object.fromEntries(
    SETTINGS.map((name) => [name, input[name] === undefined ? base[name] : input[name]]),
  ) as unknown as OfferSettings;
  const offer = onlyItsKind(settings);
  const errors = [...kindErrors(offer, input), ...otherErrors(offer, storeIds)];
  if (errors.length > 0) return failed('invalidInput', 'Mend the fields that `errors` names.', { errors });
  return { ok: true, value: offer };
}

function onlyItsKind(offer: OfferSettings): OfferSettings {
  return {
    ...offer,
    name: offer.name.trim(),
    storeIds: [...new Set(offer.storeIds)],
    percent: offer.kind === 'percent' ? offer.percent : null,
    amountMinor: offer.kind === 'amount' ? offer.amountMinor : null,
    gift: offer.kind === 'gift' ? (offer.gift ?? '').trim() : null,
  };
}

function kindErrors(offer: OfferSettings, input: Partial<OfferInput>): FieldError[] {
  const own = GIVES[offer.kind];
  const errors: FieldError[] = Object.values(GIVES)
    .filter((field) => field !== own && input[field] !== undefined)
    .map((field) => ({ field, message: `must not be given where the kind is ${offer.kind}` }));
  if (!offer[own]) errors.push({ field: own, message: `must be given where the kind is ${offer.kind}` });
  return errors;
}

function otherErrors(offer: OfferSettings, storeIds: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  if (offer.name === '') errors.push({ field: 'name', message: 'must not be empty' });
  if (offer.startsAt !== null && offer.endsAt !== null && offer.endsAt <= offer.startsAt) {
    errors.push({ field: 'endsAt', message: 'must be after the start' });
  }
  for (const [index, id] of offer.storeIds.entries()) {
    if (!storeIds.has(id))
      errors.push({ field: `storeIds/${index}`, message: 'must be a store of this site' });
  }
  return errors;
}
