import { type CounterChange, sumChanges } from './funnel.ts';
import { advance, newJourney } from './journey.ts';
import type { JourneyRules } from './membership.ts';
import { type RawEvent, rawFact } from './rawEvent.ts';

/**
 * What the counters come to when every raw event is decided again: each visitor's in the order of its
 * sequence, visitors one after another, because no journey knows of another.
 */
export function replay(events: Iterable<RawEvent>, rules: JourneyRules) {
  const changes: CounterChange[] = [];
  let visitor: string | null = null;
  let journey = newJourney();
  for (const raw of events) {
    if (raw.visitor !== visitor) {
      visitor = raw.visitor;
      journey = newJourney();
    }
    const fact = rawFact(raw);
    if (fact) changes.push(...advance(journey, fact, rules));
  }
  return sumChanges(changes);
}
