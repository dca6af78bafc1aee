import { type DayNumber, dayText } from '../domain/day.ts';
import { type CohortKey, SCOPE, type StepCounts } from '../domain/funnel.ts';
import { type CounterRow, loadCountersAfter } from '../store/counters.ts';
import type { Db } from '../store/db.ts';

const ROWS_A_PAGE = 2_000;

/** A cohort whose counters are not what its events come to. */
export interface Difference {
  key: CohortKey;
  /** By step: what the counters hold, and what the events come to. */
  steps: Record<string, [held: number, counted: number]>;
}

/** Compares a site's counters with those in `counted`, day from `fromDay` on; both are read in the order of their key. */
export async function* compareCounters(
  db: Db,
  counted: Db,
  siteId: string,
  fromDay: DayNumber,
): AsyncGenerator<Difference> {
  const left = counters(db, siteId, fromDay);
  const right = counters(counted, siteId, fromDay);
  let held = await next(left);
  let found = await next(right);
  while (held || found) {
    const order = held && found ? compareKeys(held, found) : held ? -1 : 1;
    const difference = differenceOf(order <= 0 ? held : null, order >= 0 ? found : null);
    if (difference) yield difference;
    if (order <= 0) held = await next(left);
    if (order >= 0) found = await next(right);
  }
}

async function* counters(db: Db, siteId: string, fromDay: DayNumber): AsyncGenerator<CounterRow> {
  let after: CohortKey | null = null;
  for (;;) {
    const page: CounterRow[] = await loadCountersAfter(db, siteId, fromDay, after, ROWS_A_PAGE);
    yield* page;
    if (page.length < ROWS_A_PAGE) return;
    after = page.at(-1) ?? null;
  }
}

async function next(rows: AsyncGenerator<CounterRow>): Promise<CounterRow | null> {
  const { value, done } = await rows.next();
  return done ? null : value;
}

function compareKeys(a: CohortKey, b: CohortKey): number {
  return a.scope - b.scope || a.subject - b.subject || a.day - b.day || a.source - b.source;
}

const NO_KEY = { scope: 0, subject: 0, source: 0, day: 0 } as const;

function differenceOf(held: CounterRow | null, counted: CounterRow | null): Difference | null {
  const { scope, subject, source, day, ...names } = held ?? counted ?? { ...NO_KEY };
  const steps: Difference['steps'] = {};
  for (const name of Object.keys(names) as (keyof StepCounts)[]) {
    const pair: [number, number] = [held?.[name] ?? 0, counted?.[name] ?? 0];
    if (pair[0] !== pair[1]) steps[name] = pair;
  }
  return Object.keys(steps).length > 0 ? { key: { scope, subject, source, day }, steps } : null;
}

const SCOPE_NAMES = new Map<number, string>(Object.entries(SCOPE).map(([name, number]) => [number, name]));

/** "site 0, source 123, 2026-11-21: arrival 3 instead of 2". */
export function differenceText({ key, steps }: Difference): string {
  const each = Object.entries(steps).map(
    ([name, [held, counted]]) => `${name} ${held} instead of ${counted}`,
  );
  const scope = SCOPE_NAMES.get(key.scope) ?? key.scope;
  return `${scope} ${key.subject}, source ${key.source}, ${dayText(key.day)}: ${each.join(', ')}`;
}
