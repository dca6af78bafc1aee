import { type CounterChange, sumChanges } from './funnel.ts';
import { advance, type Fact, type Journey, newJourney } from './journey.ts';
import { type JourneyRules, openCohorts } from './membership.ts';
import { type RawEvent, rawFact } from './rawEvent.ts';
import { type CountedSale, StandingSales, takeBack } from './takeBack.ts';

/** A visitor's redemptions that stand, by their ids, with what is left of each. */
export type Sales = Map<string, CountedSale & { valueMinor: number }>;

/** How far one visitor's events have been decided again. */
export interface Replayed {
  journey: Journey;
  sales: Sales;
}

export function newReplayed(): Replayed {
  return { journey: newJourney(), sales: new Map() };
}

/**
 * What the counters come to when every raw event is decided again: each visitor's in the order of its
 * sequence, visitors one after another, because no journey knows of another.
 */
export function replay(events: Iterable<RawEvent>, rules: JourneyRules) {
  const changes: CounterChange[] = [];
  let visitor: string | null = null;
  let replayed = newReplayed();
  for (const raw of events) {
    if (raw.visitor !== visitor) {
      visitor = raw.visitor;
      replayed = newReplayed();
    }
    changes.push(...replayEvent(replayed, raw, rules));
  }
  return sumChanges(changes);
}

/** Decides one event again, and moves its visitor on in place. */
export function replayEvent(
  { journey, sales }: Replayed,
  raw: RawEvent,
  rules: JourneyRules,
): CounterChange[] {
  const fact = rawFact(raw);
  const changes = fact ? advance(journey, settle(fact, sales, journey, rules), rules) : [];
  // What moves nothing has its place in the order all the same.
  journey.seq = raw.seq;
  return changes;
}

/** Keeps the visitor's sales as the ledger does, and finds by them what is taken back. */
function settle(fact: Fact, sales: Sales, journey: Journey, rules: JourneyRules): Fact {
  if (fact.type === 'redemption') {
    const cohorts = openCohorts(journey, { at: fact.at, rules });
    sales.set(fact.sale, { repeat: fact.repeat, valueMinor: fact.valueMinor, cohorts });
  }
  if (fact.type !== 'void' && fact.type !== 'return') return fact;
  const sale = sales.get(fact.sale);
  if (!sale) return fact;
  const whole = fact.type === 'void' || fact.whole;
  const valueMinor = fact.type === 'void' ? sale.valueMinor : fact.valueMinor;
  if (whole) sales.delete(fact.sale);
  else sale.valueMinor -= valueMinor;
  const others = new StandingSales();
  for (const [id, other] of sales) if (id !== fact.sale) others.add(other);
  return { ...fact, takes: takeBack(sale, { valueMinor, whole }, others) };
}
