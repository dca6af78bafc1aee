import type { CountedPath } from './countedPath.ts';
import { type CounterChange, SCOPE, SITE_SUBJECT } from './funnel.ts';
import {
  type Counting,
  fall,
  type JourneyRules,
  join,
  type Membership,
  reach,
  type Sale,
  sell,
} from './membership.ts';
import { type Sold, withoutSale, withSale } from './sold.ts';

/** A session ends after this long without an event. */
const SESSION_IDLE_MS = 30 * 60_000;
/** Visible for this long, a session is engaged (GA4's engaged session). */
const ENGAGED_MS = 10_000;
const DAY_MS = 86_400_000;

/** The oldest touchpoints go beyond so many. */
export const MAX_TOUCHPOINTS = 60;

/** A session's arrival. */
export interface Touchpoint {
  source: number;
  at: number;
  /** The landing page. */
  page: number;
  clickId: string | null;
  adConsent: boolean;
}

interface Visit {
  source: number;
  startedAt: number;
  lastAt: number;
  /** The page on which it began: another one makes it engaged. */
  page: number;
  visibleMs: number;
  engaged: boolean;
}

/** All that is known of one visitor, as far as it can still change a counter. */
export interface Journey {
  /** How many facts it has taken: the order in which raw events are replayed. */
  seq: number;
  session: Visit | null;
  touchpoints: Touchpoint[];
  memberships: Membership[];
  /** The merchant's key of the customer, hashed; null until a signed `identify`. */
  customer: string | null;
  /** The shop's own people: nothing that they do counts. */
  isStaff: boolean;
  /** Where it is counted among the paths that led to no sale. */
  counted: CountedPath | null;
  /** Its latest sales that stand, earliest first: a journey that bought leads to no lost path. */
  sold: Sold[];
}

/** Which visitor a signed `identify` has said to be which customer. */
export interface CustomerVisitor {
  customer: string;
  visitor: string;
  at: number;
}

/** Something that happened to a visitor, with every text already resolved to its key. */
export type Fact = { at: number } & (
  | {
      type: 'view';
      page: number;
      /** Null where it came from inside the site. */
      source: number | null;
      /** Whether the source is none but Direct: then it never interrupts a session. */
      direct: boolean;
      clickId: string | null;
      adConsent: boolean;
    }
  | { type: 'product' | 'intent' | 'visit' }
  | { type: 'coupon'; joins: Joining | null }
  | { type: 'engagement'; visibleMs: number }
  | { type: 'click'; position: number; intent: boolean }
  | { type: 'redemption'; sale: string; valueMinor: number; repeat: boolean }
  | { type: 'order'; sale: string; valueMinor: number }
  /** All that was left of a sale; `takes` is how counters change by it. */
  | { type: 'void'; sale: string; takes: readonly CounterChange[] }
  /** A part of a sale, on any later day; the whole of what was left takes its steps along. */
  | { type: 'return'; sale: string; valueMinor: number; whole: boolean; takes: readonly CounterChange[] }
);

/** How someone who is not recognised, and asks for a code, gets into cohorts: each request is someone new. */
export interface Joining {
  page: number;
  source: number;
  /** Their view from outside counted their arrival, on site and page; from inside, nothing did: only the page does. */
  isArrived: boolean;
}

export function newJourney(): Journey {
  return {
    seq: 0,
    session: null,
    touchpoints: [],
    memberships: [],
    customer: null,
    isStaff: false,
    counted: null,
    sold: [],
  };
}

/**
 * Moves a journey on by one fact and returns how counters change. The journey is changed in place: a
 * batch loads it, advances it through its events and saves it once. Depends on nothing but its arguments,
 * so that replaying the raw events in the order of `seq` finds the same counters.
 */
export function advance(journey: Journey, fact: Fact, rules: JourneyRules): CounterChange[] {
  const counting: Counting = { at: fact.at, rules, changes: [] };
  journey.seq += 1;
  take(journey, fact, counting);
  const { session } = journey;
  if (session && !AT_TILL.has(fact.type)) session.lastAt = Math.max(session.lastAt, fact.at);
  // Engagement is the session's: pages that it meets later are met by an engaged visitor.
  if (session?.engaged) reach(journey, 'engagement', counting);
  return counting.changes;
}

/** What happens in a store goes on without the session on the site. */
const AT_TILL: ReadonlySet<Fact['type']> = new Set(['visit', 'redemption', 'void', 'return']);

/** The touchpoints inside the window before a moment. */
function recentTouchpoints(journey: Journey, now: number, rules: JourneyRules): Touchpoint[] {
  return journey.touchpoints.filter((touchpoint) => now - touchpoint.at <= rules.windowDays * DAY_MS);
}

/** The source that a coupon is issued for: the last one inside the window that is not Direct, else Direct. */
export function issuingSource(journey: Journey, now: number, rules: JourneyRules): Touchpoint | null {
  const recent = recentTouchpoints(journey, now, rules);
  return recent.findLast((touchpoint) => touchpoint.source !== rules.directSource) ?? recent.at(-1) ?? null;
}

function take(journey: Journey, fact: Fact, counting: Counting): void {
  if (fact.type === 'view') view(journey, fact, counting);
  else if (fact.type === 'click') click(journey, fact, counting);
  else if (fact.type === 'engagement') stayVisible(journey, fact.visibleMs);
  else if (fact.type === 'intent') intend(journey, counting);
  else if (fact.type === 'coupon') showCoupon(journey, fact.joins, counting);
  else if (fact.type === 'void' || fact.type === 'return') comeBack(journey, fact, counting);
  else if (fact.type === 'redemption' || fact.type === 'order') buy(journey, fact, counting);
  else reach(journey, fact.type, counting);
}

function buy(
  journey: Journey,
  fact: Extract<Fact, { type: 'redemption' | 'order' }>,
  counting: Counting,
): void {
  sell(journey, saleOf(fact), counting);
  journey.sold = withSale(journey.sold, { sale: fact.sale, at: fact.at });
}

function comeBack(
  journey: Journey,
  fact: Extract<Fact, { type: 'void' | 'return' }>,
  counting: Counting,
): void {
  fall(journey, fact.takes, counting);
  const isWhole = fact.type === 'void' || fact.whole;
  if (isWhole) journey.sold = withoutSale(journey.sold, fact.sale);
}

function saleOf(fact: Extract<Fact, { type: 'redemption' | 'order' }>): Sale {
  return {
    step: fact.type,
    valueMinor: fact.valueMinor,
    repeat: fact.type === 'redemption' && fact.repeat,
  };
}

function view(journey: Journey, fact: Extract<Fact, { type: 'view' }>, counting: Counting): void {
  if (startsSession(journey.session, fact)) {
    const source = fact.source ?? counting.rules.directSource;
    startSession(journey, fact, source);
    join(journey, { scope: SCOPE.site, subject: SITE_SUBJECT, source }, counting);
  } else if (journey.session?.page !== fact.page) {
    engage(journey);
  }
  const source = sourceOf(journey, counting);
  join(journey, { scope: SCOPE.page, subject: fact.page, source }, counting);
}

/**
 * After 30 idle minutes, or by another source than Direct or the session's own. A view that was kept
 * offline and comes late is part of the session that has begun since.
 */
function startsSession(session: Visit | null, fact: Extract<Fact, { type: 'view' }>): boolean {
  if (!session) return true;
  if (fact.at < session.startedAt) return false;
  if (fact.at - session.lastAt > SESSION_IDLE_MS) return true;
  return fact.source !== null && !fact.direct && fact.source !== session.source;
}

function startSession(journey: Journey, fact: Extract<Fact, { type: 'view' }>, source: number): void {
  const { at, page, clickId, adConsent } = fact;
  journey.session = { source, startedAt: at, lastAt: at, page, visibleMs: 0, engaged: false };
  journey.touchpoints.push({ source, at, page, clickId, adConsent });
  if (journey.touchpoints.length > MAX_TOUCHPOINTS) journey.touchpoints.shift();
}

function click(journey: Journey, fact: Extract<Fact, { type: 'click' }>, counting: Counting): void {
  const source = sourceOf(journey, counting);
  join(journey, { scope: SCOPE.position, subject: fact.position, source }, counting);
  if (fact.intent) intend(journey, counting);
}

function intend(journey: Journey, counting: Counting): void {
  reach(journey, 'intent', counting);
  engage(journey);
}

function showCoupon(journey: Journey, joins: Joining | null, counting: Counting): void {
  if (joins) joinUnrecognised(journey, joins, counting);
  reach(journey, 'coupon', counting);
}

function joinUnrecognised(journey: Journey, { page, source, isArrived }: Joining, counting: Counting): void {
  // Where their arrival was counted with their view, these changes go nowhere.
  const joining = isArrived ? { ...counting, changes: [] } : counting;
  join(journey, { scope: SCOPE.page, subject: page, source }, joining);
  if (!isArrived) return;
  join(journey, { scope: SCOPE.site, subject: SITE_SUBJECT, source }, joining);
  journey.touchpoints.push({ source, at: counting.at, page, clickId: null, adConsent: false });
}

function stayVisible(journey: Journey, visibleMs: number): void {
  if (!journey.session) return;
  journey.session.visibleMs += visibleMs;
  if (journey.session.visibleMs >= ENGAGED_MS) engage(journey);
}

function engage({ session }: Journey): void {
  if (session) session.engaged = true;
}

function sourceOf(journey: Journey, { rules }: Counting): number {
  return journey.session?.source ?? rules.directSource;
}
