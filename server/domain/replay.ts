import { type CounterChange, sumChanges } from './funnel.ts';
import { advance, type Fact, type Journey, newJourney } from './journey.ts';
import { type JourneyRules, openCohorts } from './membership.ts';
import { type RawEvent, rawFact } from './rawEvent.ts';
import { type CountedSale, StandingSales, takeBack } from './takeBack.ts';

/** A visitor's redemptions that stand, by their ids, with what is left of each. */
type Sales = Map<string, CountedSale & { valueMinor: number }>;

/**
 * What the counters come to when every raw event is decided again: each visitor's in the order of its
 * sequence, visitors one after another, because no journey knows of another.
 */
export function replay(events: Iterable<RawEvent>, rules: JourneyRules) {
  const changes: CounterChange[] = [];
  let visitor: string | null = null;
  let journey = newJourney();
  let sales: Sales = new Map();
  for (const raw of events) {
    if (raw.visitor !== visitor) {
      visitor = raw.visitor;
      journey = newJourney();
      sales = new Map();
    }
    const fact = rawFact(raw);
    if (fact) changes.push(...advance(journey, settle(fact, sales, journey, rules), rules));
  }
  return sumChanges(changes);
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
