import { COUNTED_STEPS, type CountedStep } from '../../shared/steps.ts';
import type { DayNumber } from './day.ts';
import type { CohortKey, CounterChange, Scope } from './funnel.ts';

const DAY_MS = 86_400_000;

/** Beyond so many, a visitor meets nothing new until old memberships go. */
const MAX_MEMBERSHIPS = 300;

/** What a journey needs to know of its site. */
export interface JourneyRules {
  windowDays: number;
  dayOf(at: number): DayNumber;
  /** The key of the source "Direct". */
  directSource: number;
}

/** A redemption, repeat or order that a membership has counted. */
export interface Sale {
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

/** Whoever may be in cohorts: a journey, as far as counting goes. */
export interface Member {
  memberships: Membership[];
}

/** One fact as it is counted: when it happened, by which rules, and the changes that it makes. */
export interface Counting {
  at: number;
  rules: JourneyRules;
  changes: CounterChange[];
}

/** Joins a cohort under a source, unless the visitor is in it already, and counts its arrival. */
export function join(
  member: Member,
  { scope, subject, source }: Pick<CohortKey, 'scope' | 'subject' | 'source'>,
  counting: Counting,
): void {
  const isMember = member.memberships.some(
    (one) => one.scope === scope && one.subject === subject && isOpen(one, counting),
  );
  if (isMember || !makeRoom(member, counting)) return;
  const { at, rules } = counting;
  const membership = { scope, subject, source, day: rules.dayOf(at), at, reached: 0, sales: [] };
  member.memberships.push(membership);
  reachIn(membership, 'arrival', counting);
}

/** Counts a step in every cohort that the visitor is in, once in each. */
export function reach(member: Member, step: CountedStep, counting: Counting): void {
  for (const membership of member.memberships) {
    if (isOpen(membership, counting)) reachIn(membership, step, counting);
  }
}

/** Counts a sale with its value in every cohort that the visitor is in. */
export function sell(member: Member, sale: Sale, counting: Counting): void {
  for (const membership of member.memberships) {
    if (isOpen(membership, counting)) changeSales(membership, [...membership.sales, sale], counting);
  }
}

/** Takes a sale back wherever it was counted, also where the window has closed since. */
export function takeBack(member: Member, id: string, counting: Counting): void {
  for (const membership of member.memberships) {
    const left = membership.sales.filter((sale) => sale.id !== id);
    if (left.length < membership.sales.length) changeSales(membership, left, counting);
  }
}

function isOpen(membership: Membership, { at, rules }: Counting): boolean {
  return at - membership.at <= rules.windowDays * DAY_MS;
}

function makeRoom(member: Member, counting: Counting): boolean {
  if (member.memberships.length < MAX_MEMBERSHIPS) return true;
  // Those with sales stay: a void must find them.
  member.memberships = member.memberships.filter((one) => isOpen(one, counting) || one.sales.length > 0);
  return member.memberships.length < MAX_MEMBERSHIPS;
}

function reachIn(membership: Membership, step: CountedStep, { changes }: Counting): void {
  const bit = 1 << COUNTED_STEPS.indexOf(step);
  if (membership.reached & bit) return;
  membership.reached |= bit;
  changes.push({ ...keyOf(membership), add: { [step]: 1 } });
}

/** Counts what the sales come to now less what they came to before: a void is no special case. */
function changeSales(membership: Membership, sales: Sale[], { changes }: Counting): void {
  const before = countSales(membership.sales);
  const after = countSales(sales);
  membership.sales = sales;
  const add: CounterChange['add'] = {};
  for (const name of ['redemption', 'order', 'repeat', 'revenueMinor'] as const) {
    if (after[name] !== before[name]) add[name] = after[name] - before[name];
  }
  changes.push({ ...keyOf(membership), add });
}

function countSales(sales: readonly Sale[]) {
  return {
    redemption: sales.some((sale) => sale.step === 'redemption') ? 1 : 0,
    order: sales.some((sale) => sale.step === 'order') ? 1 : 0,
    repeat: sales.some((sale) => sale.repeat) ? 1 : 0,
    revenueMinor: sales.reduce((sum, sale) => sum + sale.valueMinor, 0),
  };
}

function keyOf({ scope, subject, source, day }: Membership): CohortKey {
  return { scope, subject, source, day };
}
