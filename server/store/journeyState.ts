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

/**
 * A journey's state as it lies on disk. Journeys are most of what is written for an event, so nothing is named
 * or said twice: times are milliseconds after `from`, sources and days are places in their lists.
 */
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

export function packState(journey: Journey): string {
  const { session, touchpoints, memberships, customer, isStaff, counted, sold } = journey;
  const from = touchpoints[0]?.at ?? memberships[0]?.at ?? session?.startedAt ?? 0;
  const sources: number[] = [];
  const days: number[] = [];
  const packed: Packed = [
    from,
    sources,
    days,
    session
      ? [
          placeIn(sources, session.source),
          session.startedAt - from,
          session.lastAt - from,
          session.page,
          session.visibleMs,
          flag(session.engaged),
        ]
      : 0,
    touchpoints.map(({ source, at, page, adConsent, clickId }) => {
      const touch: Packed[4][number] = [placeIn(sources, source), at - from, page, flag(adConsent)];
      if (clickId !== null) touch.push(clickId);
      return touch;
    }),
    memberships.map(({ scope, subject, source, day, at, reached }) => [
      scope,
      subject,
      placeIn(sources, source),
      placeIn(days, day),
      at - from,
      reached,
    ]),
    flag(isStaff),
  ];
  if (customer !== null || counted || sold.length > 0) packed.push(customer ?? 0);
  if (counted) packed.push([counted.id, placeIn(days, counted.day)]);
  else if (sold.length > 0) packed.push(0);
  for (const { sale, at } of sold) packed.push([sale, at - from]);
  return VERSION + JSON.stringify(packed);
}

export function unpackState(state: string): Omit<Journey, 'seq'> {
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

function flag(is: boolean): Flag {
  return is ? 1 : 0;
}

/** Where a value is in a list that holds each once; it is added where it is new. */
function placeIn(list: number[], value: number): number {
  const place = list.indexOf(value);
  return place < 0 ? list.push(value) - 1 : place;
}
