import { COUNTED_STEPS, type CountedStep } from '../../shared/steps.ts';
import type { DayNumber } from './day.ts';
import { type CounterChange, SCOPE, type Scope, SITE_SUBJECT } from './funnel.ts';

/** A session ends after this long without an event. */
export const SESSION_IDLE_MS = 30 * 60_000;
/** Visible for this long, a session is engaged (GA4's engaged session). */
export const ENGAGED_MS = 10_000;
const DAY_MS = 86_400_000;

/** Bounds of one journey's state: beyond them a visitor meets nothing new, and old touchpoints go. */
const MAX_MEMBERSHIPS = 300;
const MAX_TOUCHPOINTS = 60;

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

/** A redemption, repeat or order that a membership has counted. */
interface Sale {
  id: string;
  step: 'redemption' | 'order';
  valueMinor: number;
  repeat: boolean;
}

/** A visitor in a cohort: under one source, from the moment it met the subject. */
export interface Membership {
  scope: Scope;
  subject: number;
  source: number;
  day: DayNumber;
  at: number;
  /** Bit n stands for COUNTED_STEPS[n]; the steps of sales are in `sales`. */
  reached: number;
  sales: Sale[];
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
  | { type: 'void'; sale: string }
);

/** How someone who is not recognised, and asks for a code, gets into cohorts: each request is someone new. */
export interface Joining {
  page: number;
  source: number;
  /** Their view from outside counted their arrival, on site and page; from inside, nothing did: only the page does. */
  isArrived: boolean;
}

/** What a journey needs to know of its site. */
export interface JourneyRules {
  windowDays: number;
  dayOf(at: number): DayNumber;
  /** The key of the source "Direct". */
  directSource: number;
}

export function newJourney(): Journey {
  return { seq: 0, session: null, touchpoints: [], memberships: [], customer: null, isStaff: false };
}

/**
 * Moves a journey on by one fact and returns how counters change. The journey is changed in place: a
 * batch loads it, advances it through its events and saves it once. Depends on nothing but its arguments,
 * so that replaying the raw events in the order of `seq` finds the same counters.
 */
export function advance(journey: Journey, fact: Fact, rules: JourneyRules): CounterChange[] {
  journey.seq += 1;
  const changes: CounterChange[] = [];
  if (fact.type === 'view') view(journey, fact, rules, changes);
  else if (fact.type === 'click') click(journey, fact, rules, changes);
  else if (fact.type === 'void') takeBack(journey, fact.sale, changes);
  else if (fact.type === 'redemption' || fact.type === 'order') sell(journey, fact, rules, changes);
  else if (fact.type === 'engagement') stayVisible(journey, fact);
  else if (fact.type === 'coupon') couponShown(journey, fact, rules, changes);
  else reach(journey, fact.type, fact.at, rules, changes);
  if (fact.type === 'intent' && journey.session) journey.session.engaged = true;
  touch(journey, fact);
  if (journey.session?.engaged) reach(journey, 'engagement', fact.at, rules, changes);
  return changes;
}

/** The source that a coupon is issued for: the last one inside the window that is not Direct, else Direct. */
export function issuingSource(journey: Journey, now: number, rules: JourneyRules): Touchpoint | null {
  const recent = journey.touchpoints.filter((touchpoint) => now - touchpoint.at <= rules.windowDays * DAY_MS);
  return recent.findLast((touchpoint) => touchpoint.source !== rules.directSource) ?? recent.at(-1) ?? null;
}

function view(
  journey: Journey,
  fact: Extract<Fact, { type: 'view' }>,
  rules: JourneyRules,
  changes: CounterChange[],
): void {
  if (startsSession(journey.session, fact)) {
    const source = fact.source ?? rules.directSource;
    startSession(journey, fact, source);
    join(journey, SCOPE.site, SITE_SUBJECT, source, fact.at, rules, changes);
  } else if (journey.session && journey.session.page !== fact.page) {
    journey.session.engaged = true;
  }
  join(journey, SCOPE.page, fact.page, sourceAt(journey, rules), fact.at, rules, changes);
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

function click(
  journey: Journey,
  fact: Extract<Fact, { type: 'click' }>,
  rules: JourneyRules,
  changes: CounterChange[],
): void {
  join(journey, SCOPE.position, fact.position, sourceAt(journey, rules), fact.at, rules, changes);
  if (!fact.intent) return;
  reach(journey, 'intent', fact.at, rules, changes);
  if (journey.session) journey.session.engaged = true;
}

function couponShown(
  journey: Journey,
  fact: Extract<Fact, { type: 'coupon' }>,
  rules: JourneyRules,
  changes: CounterChange[],
): void {
  const { joins, at } = fact;
  if (joins?.isArrived) {
    // Their arrival was counted with their view: these changes go nowhere.
    join(journey, SCOPE.site, SITE_SUBJECT, joins.source, at, rules, []);
    join(journey, SCOPE.page, joins.page, joins.source, at, rules, []);
    journey.touchpoints.push({ source: joins.source, at, page: joins.page, clickId: null, adConsent: false });
  } else if (joins) {
    join(journey, SCOPE.page, joins.page, joins.source, at, rules, changes);
  }
  reach(journey, 'coupon', fact.at, rules, changes);
}

function stayVisible(journey: Journey, fact: Extract<Fact, { type: 'engagement' }>): void {
  if (!journey.session) return;
  journey.session.visibleMs += fact.visibleMs;
  if (journey.session.visibleMs >= ENGAGED_MS) journey.session.engaged = true;
}

function touch(journey: Journey, fact: Fact): void {
  const atTill = fact.type === 'visit' || fact.type === 'redemption' || fact.type === 'void';
  if (journey.session && !atTill && fact.at > journey.session.lastAt) journey.session.lastAt = fact.at;
}

/** Joins a cohort unless the visitor is in it already, and counts its arrival. */
function join(
  journey: Journey,
  scope: Scope,
  subject: number,
  source: number,
  at: number,
  rules: JourneyRules,
  changes: CounterChange[],
): void {
  const known = journey.memberships.some(
    (membership) =>
      membership.scope === scope && membership.subject === subject && isOpen(membership, at, rules),
  );
  if (known || !makeRoom(journey, at, rules)) return;
  const membership = { scope, subject, source, day: rules.dayOf(at), at, reached: 0, sales: [] };
  journey.memberships.push(membership);
  reachIn(membership, 'arrival', changes);
}

/** Members count while the window is open; a void finds its membership also after that. */
function isOpen(membership: Membership, at: number, rules: JourneyRules): boolean {
  return at - membership.at <= rules.windowDays * DAY_MS;
}

function makeRoom(journey: Journey, at: number, rules: JourneyRules): boolean {
  if (journey.memberships.length < MAX_MEMBERSHIPS) return true;
  journey.memberships = journey.memberships.filter(
    (membership) => isOpen(membership, at, rules) || membership.sales.length > 0,
  );
  return journey.memberships.length < MAX_MEMBERSHIPS;
}

function reach(
  journey: Journey,
  step: CountedStep,
  at: number,
  rules: JourneyRules,
  changes: CounterChange[],
): void {
  for (const membership of journey.memberships) {
    if (isOpen(membership, at, rules)) reachIn(membership, step, changes);
  }
}

function reachIn(membership: Membership, step: CountedStep, changes: CounterChange[]): void {
  const bit = 1 << COUNTED_STEPS.indexOf(step);
  if (membership.reached & bit) return;
  membership.reached |= bit;
  changes.push({ ...keyOf(membership), add: { [step]: 1 } });
}

function sell(
  journey: Journey,
  fact: Extract<Fact, { type: 'redemption' | 'order' }>,
  rules: JourneyRules,
  changes: CounterChange[],
): void {
  const { type: step, sale: id, valueMinor } = fact;
  const repeat = fact.type === 'redemption' && fact.repeat;
  for (const membership of journey.memberships) {
    if (!isOpen(membership, fact.at, rules)) continue;
    changeSales(membership, [...membership.sales, { id, step, valueMinor, repeat }], changes);
  }
}

function takeBack(journey: Journey, id: string, changes: CounterChange[]): void {
  for (const membership of journey.memberships) {
    if (!membership.sales.some((sale) => sale.id === id)) continue;
    changeSales(
      membership,
      membership.sales.filter((sale) => sale.id !== id),
      changes,
    );
  }
}

/** Counts what the sales come to now less what they came to before: a void is no special case. */
function changeSales(membership: Membership, sales: Sale[], changes: CounterChange[]): void {
  const before = salesCounts(membership.sales);
  const after = salesCounts(sales);
  membership.sales = sales;
  const add: CounterChange['add'] = {};
  for (const name of ['redemption', 'order', 'repeat', 'revenueMinor'] as const) {
    if (after[name] !== before[name]) add[name] = after[name] - before[name];
  }
  changes.push({ ...keyOf(membership), add });
}

function salesCounts(sales: readonly Sale[]) {
  return {
    redemption: sales.some((sale) => sale.step === 'redemption') ? 1 : 0,
    order: sales.some((sale) => sale.step === 'order') ? 1 : 0,
    repeat: sales.some((sale) => sale.repeat) ? 1 : 0,
    revenueMinor: sales.reduce((sum, sale) => sum + sale.valueMinor, 0),
  };
}

function sourceAt(journey: Journey, rules: JourneyRules): number {
  return journey.session?.source ?? rules.directSource;
}

function keyOf({ scope, subject, source, day }: Membership) {
  return { scope, subject, source, day };
}
