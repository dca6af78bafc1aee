import type { Fact } from './journey.ts';

/** The kinds of raw events; a kind's place here is its number on disk, so only append. `note` moves nothing. */
export const KINDS = [
  'note',
  'view',
  'product',
  'engagement',
  'click',
  'intent',
  'coupon',
  'visit',
  'redemption',
  'order',
  'void',
  'return',
] as const;
export type Kind = (typeof KINDS)[number];

/** Bits of `flags`. */
const DIRECT = 1;
const AD_CONSENT = 2;
const INTENT = 4;
const REPEAT = 8;
const JOINS = 16;
const ARRIVED = 32;
const WHOLE = 64;

/** One event as it is kept: a fact with its keys, spread over a few narrow columns. */
export interface RawEvent {
  /** The tag's event id, or the server's own for what happens at the till: sent twice, kept once. */
  id: string;
  visitor: string;
  seq: number;
  at: number;
  kind: Kind;
  page: number | null;
  source: number | null;
  position: number | null;
  /** Milliseconds of an engagement, minor units of a sale. */
  amount: number | null;
  flags: number;
  /** A click id, a sale's id, or what a note is about. */
  text: string | null;
  bot: boolean;
}

type Columns = Pick<RawEvent, 'page' | 'source' | 'position' | 'amount' | 'flags' | 'text'>;

const NONE: Columns = { page: null, source: null, position: null, amount: null, flags: 0, text: null };

/** The columns that keep a fact, on the page where it happened. */
export function factColumns(fact: Fact, page: number | null): Columns {
  switch (fact.type) {
    case 'view':
      return {
        ...NONE,
        page: fact.page,
        source: fact.source,
        flags: (fact.direct ? DIRECT : 0) | (fact.adConsent ? AD_CONSENT : 0),
        text: fact.clickId,
      };
    case 'click':
      return { ...NONE, page, position: fact.position, flags: fact.intent ? INTENT : 0 };
    case 'engagement':
      return { ...NONE, page, amount: fact.visibleMs };
    case 'coupon':
      return fact.joins
        ? {
            ...NONE,
            page: fact.joins.page,
            source: fact.joins.source,
            flags: JOINS | (fact.joins.isArrived ? ARRIVED : 0),
          }
        : { ...NONE, page };
    case 'redemption':
      return { ...NONE, amount: fact.valueMinor, flags: fact.repeat ? REPEAT : 0, text: fact.sale };
    case 'order':
      return { ...NONE, page, amount: fact.valueMinor, text: fact.sale };
    case 'void':
      return { ...NONE, text: fact.sale };
    case 'return':
      return { ...NONE, amount: fact.valueMinor, flags: fact.whole ? WHOLE : 0, text: fact.sale };
    default:
      return { ...NONE, page };
  }
}

/** The fact that a raw event keeps, to replay it; null for what moves nothing. What a void or a return takes is not in it. */
export function rawFact(raw: Omit<RawEvent, 'id' | 'visitor' | 'seq' | 'bot'>): Fact | null {
  const { at, kind } = raw;
  const amount = raw.amount ?? 0;
  const sale = raw.text ?? '';
  switch (kind) {
    case 'note':
      return null;
    case 'view':
      return {
        at,
        type: kind,
        page: raw.page ?? 0,
        source: raw.source,
        direct: has(raw.flags, DIRECT),
        clickId: raw.text,
        adConsent: has(raw.flags, AD_CONSENT),
      };
    case 'click':
      return { at, type: kind, position: raw.position ?? 0, intent: has(raw.flags, INTENT) };
    case 'engagement':
      return { at, type: kind, visibleMs: amount };
    case 'coupon': {
      if (!has(raw.flags, JOINS)) return { at, type: kind, joins: null };
      const isArrived = has(raw.flags, ARRIVED);
      return { at, type: kind, joins: { page: raw.page ?? 0, source: raw.source ?? 0, isArrived } };
    }
    case 'redemption':
      return { at, type: kind, sale, valueMinor: amount, repeat: has(raw.flags, REPEAT) };
    case 'order':
      return { at, type: kind, sale, valueMinor: amount };
    case 'void':
      return { at, type: kind, sale, takes: [] };
    case 'return':
      return { at, type: kind, sale, valueMinor: amount, whole: has(raw.flags, WHOLE), takes: [] };
    default:
      return { at, type: kind };
  }
}

function has(flags: number, bit: number): boolean {
  return (flags & bit) !== 0;
}
