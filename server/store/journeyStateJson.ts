import type { Journey } from '../domain/journey.ts';
import { type Membership, stepBit } from '../domain/membership.ts';

type Flag = 0 | 1;

/** Stands before the state; without it, memberships end with the sales that they counted (`OldSale`). */
const VERSION = '2';

/** How memberships once remembered a sale: since then, their bits say that its steps were reached. */
interface OldSale {
  step: 'redemption' | 'order';
  repeat: boolean;
}

/** Times are milliseconds after `from`, sources and days are places in their lists. */
type Packed = [
  from: number,
  sources: number[],
  days: number[],
  session:
    | [source: number, startedAt: number, lastAt: number, page: number, visibleMs: number, engaged: Flag]
    | 0,
  touchpoints: [source: number, at: number, page: number, adConsent: Flag, clickId?: string][],
  memberships: [
    scope: number,
    subject: number,
    source: number,
    day: number,
    at: number,
    reached: number,
    ...sales: OldSale[],
  ][],
  isStaff: Flag,
  customer?: string | 0,
  counted?: [path: number, day: number] | 0,
  ...sold: [sale: string, at: number][],
];

/** Reads a journey's state as it was written until it became numbers: rows stay as they are until they change. */
export function unpackJson(state: string): Omit<Journey, 'seq'> {
  const json = state.startsWith(VERSION) ? state.slice(VERSION.length) : state;
  const [from, sources, days, session, touchpoints, memberships, isStaff, customer, counted, ...sold] =
    JSON.parse(json) as Packed;
  return {
    session: session
      ? {
          source: sources[session[0]] ?? 0,
          startedAt: from + session[1],
          lastAt: from + session[2],
          page: session[3],
          visibleMs: session[4],
          engaged: session[5] === 1,
        }
      : null,
    touchpoints: touchpoints.map(([source, at, page, adConsent, clickId]) => ({
      source: sources[source] ?? 0,
      at: from + at,
      page,
      clickId: clickId ?? null,
      adConsent: adConsent === 1,
    })),
    memberships: memberships.map(([scope, subject, source, day, at, reached, ...sales]) => ({
      scope: scope as Membership['scope'],
      subject,
      source: sources[source] ?? 0,
      day: days[day] ?? 0,
      at: from + at,
      reached: sales.reduce((bits, sale) => bits | bitsOf(sale), reached),
    })),
    customer: typeof customer === 'string' ? customer : null,
    isStaff: isStaff === 1,
    counted: counted ? { id: counted[0], day: days[counted[1]] ?? 0 } : null,
    sold: sold.map(([sale, at]) => ({ sale, at: from + at })),
  };
}

function bitsOf({ step, repeat }: OldSale): number {
  return stepBit(step) | (repeat ? stepBit('repeat') : 0);
}
