import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { readCode } from '../../shared/couponCode.ts';
import { OrderLine } from '../../shared/wire/till.ts';
import type { OfferTerms } from './campaign.ts';
import { checkCurrency, type Fields, HistoryFault, readVisitor } from './historyFields.ts';
import type { SiteBook } from './site.ts';

/** A past redemption. */
export interface HistoryRedemption {
  type: 'redemption';
  order: string;
  storeId: string;
  /** Null: the code's own. */
  offerId: string | null;
  amountMinor: number;
  /** Null: what the offer gives. */
  discountMinor: number | null;
  code: string | null;
  customer: string | null;
  visitor: string | null;
  lines: OrderLine[];
}

const Lines = Compile(Type.Array(OrderLine, { maxItems: 200 }));

export function readRedemption(fields: Fields, book: SiteBook): HistoryRedemption {
  const order = fields.needed('order', 80);
  const amountMinor = fields.money('amount');
  if (amountMinor === null) throw new HistoryFault('amount', 'is missing');
  const discountMinor = fields.money('discount');
  if (discountMinor !== null && discountMinor > amountMinor) {
    throw new HistoryFault('discount', 'is more than the amount');
  }
  checkCurrency(fields, book.settings.currency);
  const code = readTypedCode(fields);
  const offer = findOffer(fields, book);
  if (!offer && code === null) throw new HistoryFault('offer', 'is missing, and no code says it');
  return {
    type: 'redemption',
    order,
    storeId: findStore(fields, book),
    offerId: offer?.id ?? null,
    amountMinor,
    discountMinor,
    code,
    customer: fields.text('customer', 120),
    visitor: readVisitor(fields),
    lines: readLines(fields, amountMinor),
  };
}

function readTypedCode(fields: Fields): string | null {
  const typed = fields.text('code', 40);
  if (typed === null) return null;
  const reading = readCode(typed);
  if (!reading.ok) throw new HistoryFault('code', `“${typed}” is no code: its check character does not fit`);
  return reading.code;
}

function findStore(fields: Fields, book: SiteBook): string {
  const named = fields.needed('store', 120);
  const found = [...book.stores.values()].filter(({ id, name }) => id === named || name === named);
  const [store] = found;
  if (!store) throw new HistoryFault('store', `“${named}” is no store of the site: add it first`);
  if (found.length > 1) throw new HistoryFault('store', `“${named}” is the name of several: give the id`);
  return store.id;
}

function findOffer(fields: Fields, { campaigns }: SiteBook): OfferTerms | null {
  const campaign = fields.text('campaign', 120);
  const offer = fields.text('offer', 120);
  if (campaign === null && offer === null) return null;
  const among = campaigns.filter((each) => campaign === null || isNamed(each, campaign));
  if (among.length === 0) throw new HistoryFault('campaign', `“${campaign}” is no campaign of the site`);
  const found = among
    .flatMap(({ offers }) => offers)
    .filter((each) => offer === null || isNamed(each, offer));
  const [only] = found;
  if (!only) throw new HistoryFault('offer', `“${offer ?? campaign}” has no such offer: add it first`);
  if (found.length > 1) throw new HistoryFault('offer', 'could be several: give its id');
  return only;
}

function isNamed(thing: { id: string; name?: string }, text: string): boolean {
  return thing.id === text || thing.name === text;
}

/** A list of `sku`, `quantity` and `amountMinor`; in a CSV cell as JSON. */
function readLines(fields: Fields, amountMinor: number): OrderLine[] {
  const raw = fields.raw('lines');
  if (raw === null) return [];
  let lines: unknown = raw;
  try {
    if (typeof raw === 'string') lines = JSON.parse(raw);
  } catch {
    throw new HistoryFault('lines', 'is no JSON');
  }
  if (!Lines.Check(lines)) throw new HistoryFault('lines', 'is no list of sku, quantity and amountMinor');
  const sum = lines.reduce((all, line) => all + line.amountMinor, 0);
  if (sum > amountMinor) throw new HistoryFault('lines', 'come to more than the amount');
  // Nothing else that a row holds is kept.
  return lines.map(({ sku, quantity, amountMinor }) => ({ sku, quantity, amountMinor }));
}
