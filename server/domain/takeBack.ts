import type { CohortKey, CounterChange } from './funnel.ts';

/** A redemption as it was counted: it knows by itself where, so that no journey has to be there to take it back. */
export interface CountedSale {
  repeat: boolean;
  cohorts: readonly CohortKey[];
}

/** What of a sale goes: its value, or with all that is left of it the sale itself. */
export interface Taken {
  valueMinor: number;
  whole: boolean;
}

const SALE_STEPS = ['redemption', 'repeat'] as const;
type SaleStep = (typeof SALE_STEPS)[number];

/** The cohorts in which other sales of the visitor that stand were counted: there a step stays reached. */
export class StandingSales {
  readonly #reached = new Set<string>();

  add({ repeat, cohorts }: CountedSale): void {
    for (const cohort of cohorts) {
      this.#reached.add(stepKey('redemption', cohort));
      if (repeat) this.#reached.add(stepKey('repeat', cohort));
    }
  }

  reached(step: SaleStep, cohort: CohortKey): boolean {
    return this.#reached.has(stepKey(step, cohort));
  }

  /** Whether other sales hold every step that this one reached: then it does not matter how many more there are. */
  covers(sale: CountedSale): boolean {
    return sale.cohorts.every((cohort) => stepsOf(sale).every((step) => this.reached(step, cohort)));
  }
}

/** How counters change: the value falls in each cohort, a step where no other sale that stands reached it. */
export function takeBack(sale: CountedSale, taken: Taken, others: StandingSales): CounterChange[] {
  return sale.cohorts.map((cohort) => {
    const add: CounterChange['add'] = { revenueMinor: -taken.valueMinor };
    for (const step of taken.whole ? stepsOf(sale) : []) {
      if (!others.reached(step, cohort)) add[step] = -1;
    }
    return { ...cohort, add };
  });
}

function stepsOf({ repeat }: CountedSale): readonly SaleStep[] {
  return repeat ? SALE_STEPS : ['redemption'];
}

function stepKey(step: SaleStep, { scope, subject, source, day }: CohortKey): string {
  return `${step} ${scope} ${subject} ${source} ${day}`;
}
