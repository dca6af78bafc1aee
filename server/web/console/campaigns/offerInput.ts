import { parseMoney } from '../../../../shared/money.ts';
import type { Offer, OfferInput, Site } from '../../../../shared/wire/site.ts';
import { addDays, dayIn, startOfDay } from '../../format.ts';
import { typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import { InvalidFields } from '../ui/useForm.ts';

/** An offer while it is typed. Days are days in the site's time zone, both ends counted. */
export interface TypedOffer {
  name: string;
  kind: OfferInput['kind'];
  percent: string;
  amountMinor: string;
  gift: string;
  minimumMinor: string;
  maxDiscountMinor: string;
  startsAt: string;
  endsAt: string;
  validDays: string;
  everyStore: boolean;
  storeIds: string[];
  usesPerCoupon: string;
  totalLimit: string;
  customerLimit: string;
  budgetMinor: string;
}

const text = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : String(value);

export function typedOffer(offer: Offer | undefined, { currency, timeZone }: Site): TypedOffer {
  return {
    name: offer?.name ?? '',
    kind: offer?.kind ?? 'percent',
    percent: text(offer?.percent),
    amountMinor: typedMoney(offer?.amountMinor ?? null, currency),
    gift: offer?.gift ?? '',
    minimumMinor: typedMoney(offer?.minimumMinor || null, currency),
    maxDiscountMinor: typedMoney(offer?.maxDiscountMinor ?? null, currency),
    startsAt: offer?.startsAt ? dayIn(timeZone, offer.startsAt) : '',
    endsAt: offer?.endsAt ? dayIn(timeZone, offer.endsAt - 1) : '',
    validDays: offer ? text(offer.validDays) : '30',
    everyStore: !offer || offer.storeIds.length === 0,
    storeIds: offer?.storeIds ?? [],
    usesPerCoupon: text(offer?.usesPerCoupon ?? 1),
    totalLimit: text(offer?.totalLimit),
    customerLimit: text(offer?.customerLimit),
    budgetMinor: typedMoney(offer?.budgetMinor ?? null, currency),
  };
}

/** Reads a typed offer; throws InvalidFields with everything that is no number, no amount or missing. */
export function readOffer(typed: TypedOffer, { currency, timeZone }: Site): OfferInput {
  const wrong: Record<string, string> = {};
  const money = (field: keyof TypedOffer) =>
    read(field, (words) => parseMoney(words, currency), 'invalid.money');
  const count = (field: keyof TypedOffer) => read(field, wholeNumber, 'invalid.count');
  function read(
    field: keyof TypedOffer,
    parse: (words: string) => number | null,
    complaint: 'invalid.money' | 'invalid.count',
  ) {
    const words = String(typed[field]).trim();
    if (!words) return null;
    const value = parse(words);
    if (value === null) wrong[field] = t(complaint, { currency });
    return value;
  }
  const kindGiven = givenByKind(typed, { money, count, wrong });
  if (typed.startsAt && typed.endsAt && typed.endsAt < typed.startsAt) wrong.endsAt = t('invalid.window');
  if (!typed.everyStore && typed.storeIds.length === 0) wrong.storeIds = t('invalid.stores');
  const input: OfferInput = {
    name: typed.name.trim(),
    kind: typed.kind,
    ...kindGiven,
    minimumMinor: money('minimumMinor') ?? 0,
    maxDiscountMinor: typed.kind === 'percent' ? money('maxDiscountMinor') : null,
    startsAt: typed.startsAt ? startOfDay(typed.startsAt, timeZone) : null,
    endsAt: typed.endsAt ? startOfDay(addDays(typed.endsAt, 1), timeZone) : null,
    validDays: count('validDays'),
    storeIds: typed.everyStore ? [] : typed.storeIds,
    usesPerCoupon: count('usesPerCoupon') ?? 1,
    totalLimit: count('totalLimit'),
    customerLimit: count('customerLimit'),
    budgetMinor: money('budgetMinor'),
  };
  if (Object.keys(wrong).length > 0) throw new InvalidFields(wrong);
  return input;
}

interface Reading {
  money: (field: keyof TypedOffer) => number | null;
  count: (field: keyof TypedOffer) => number | null;
  wrong: Record<string, string>;
}

/** Exactly the one of percent, amount and gift that its kind asks for. */
function givenByKind(typed: TypedOffer, { money, count, wrong }: Reading): Partial<OfferInput> {
  if (typed.kind === 'gift') {
    const gift = typed.gift.trim();
    if (!gift) wrong.gift = t('invalid.needed');
    return { gift };
  }
  const field = typed.kind === 'percent' ? 'percent' : 'amountMinor';
  const value = field === 'percent' ? count(field) : money(field);
  if (!value) wrong[field] ??= t('invalid.needed');
  if (field === 'percent' && value && value > 100) wrong.percent = t('invalid.percent');
  return { [field]: value ?? 0 };
}

function wholeNumber(words: string): number | null {
  return /^\d{1,9}$/.test(words) && Number(words) > 0 ? Number(words) : null;
}
