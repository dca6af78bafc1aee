import { COUNTED_STEPS } from '../../../../shared/steps.ts';
import type { Counts } from '../../../../shared/wire/funnel.ts';
import { typedMoney } from '../say.ts';
import { type ConsoleKey, t } from '../texts.ts';

/** The columns of `countCells`. `first` is what a member of the cohort did to join it. */
export function countHeads(currency: string, first: ConsoleKey = 'measure.arrival'): string[] {
  const [, ...later] = COUNTED_STEPS;
  return [t(first), ...later.map((step) => t(`step.${step}`)), `${t('measure.revenueMinor')} (${currency})`];
}

/** A cohort's steps and money as cells of a file. */
export function countCells(counts: Counts, currency: string): number[] {
  return [...COUNTED_STEPS.map((step) => counts[step]), Number(typedMoney(counts.revenueMinor, currency))];
}
