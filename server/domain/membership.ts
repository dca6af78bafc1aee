import { COUNTED_STEPS, type CountedStep } from '../../shared/steps.ts';
import type { DayNumber } from './day.ts';
import type { CohortKey, CounterChange, Scope } from './funnel.ts';

const DAY_MS = 86_400_000;

/**
 * Clocks and networks may put what a visitor did in a cohort a little before joining it. What happened long
 * before is older than the membership: history that comes in later.
 */
const EARLY_MS = 30 * 60_000;

/** Beyond so many, a visitor meets nothing new until old memberships go. */
const MAX_MEMBERSHIPS = 300;

/** What a journey needs to know of its site. */
export interface JourneyRules {
  windowDays: number;
  /** How old a touchpoint may be at the till and still earn credit. */
  lookbackDays: number;
  dayOf(at: number): DayNumber;
  /** The key of the source "Direct". */
  directSource: number;
}

/** A redemption or an online order, as a cohort counts it. */
export interface Sale {
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
  /** Bit n stands for COUNTED_STEPS[n]. */
  reached: number;
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
  const membership = { scope, subject, source, day: rules.dayOf(at), at, reached: 0 };
  member.memberships.push(membership);
  reachIn(membership, 'arrival', counting);
}

/** Counts a step in every cohort that the visitor is in, once in each. */
export function reach(member: Member, step: CountedStep, counting: Counting): void {
  for (const membership of member.memberships) {
    if (isOpen(membership, counting)) reachIn(membership, step, counting);
  }
}

/** Counts a sale with its value in every cohort that the visitor is in; its steps once in each. */
export function sell(member: Member, { step, valueMinor, repeat }: Sale, counting: Counting): void {
  for (const membership of member.memberships) {
    if (!isOpen(membership, counting)) continue;
    reachIn(membership, step, counting);
    if (repeat) reachIn(membership, 'repeat', counting);
    if (valueMinor !== 0) counting.changes.push({ ...keyOf(membership), add: { revenueMinor: valueMinor } });
  }
}

/** The cohorts that would count a sale at this moment. */
export function openCohorts(member: Member, counting: Pick<Counting, 'at' | 'rules'>): CohortKey[] {
  return member.memberships.filter((membership) => isOpen(membership, counting)).map(keyOf);
}

/** Counts what a sale that is taken back takes along: a step that falls can be reached again. */
export function fall(member: Member, takes: readonly CounterChange[], { changes }: Counting): void {
  changes.push(...takes);
  for (const { add, ...key } of takes) {
    for (const step of ['redemption', 'repeat'] as const) {
      if ((add[step] ?? 0) < 0) clearStep(member, key, step);
    }
  }
}

function clearStep(member: Member, key: CohortKey, step: CountedStep): void {
  for (const membership of member.memberships) {
    const { scope, subject, source, day } = membership;
    const isSame = scope === key.scope && subject === key.subject && source === key.source && day === key.day;
    if (isSame) membership.reached &= ~stepBit(step);
  }
}

function isOpen(membership: Membership, { at, rules }: Pick<Counting, 'at' | 'rules'>): boolean {
  const age = at - membership.at;
  return age >= -EARLY_MS && age <= rules.windowDays * DAY_MS;
}

function makeRoom(member: Member, counting: Counting): boolean {
  if (member.memberships.length < MAX_MEMBERSHIPS) return true;
  member.memberships = member.memberships.filter((one) => isOpen(one, counting));
  return member.memberships.length < MAX_MEMBERSHIPS;
}

function reachIn(membership: Membership, step: CountedStep, { changes }: Counting): void {
  const bit = stepBit(step);
  if (membership.reached & bit) return;
  membership.reached |= bit;
  changes.push({ ...keyOf(membership), add: { [step]: 1 } });
}

/** The bit of `reached` that stands for a step. */
export function stepBit(step: CountedStep): number {
  return 1 << COUNTED_STEPS.indexOf(step);
}

function keyOf({ scope, subject, source, day }: Membership): CohortKey {
  return { scope, subject, source, day };
}
