import { COUNTED_STEPS, type CountedStep, STEP_OWNER, type Team } from './steps.ts';
import type { Counts } from './wire/funnel.ts';

/** Under so many trials a rate says nothing: counts are shown alone. */
const LEAST_TRIALS = 5;

/** The way to the till. `order` is the other way out, and whoever has not come back yet is not lost: neither is on it. */
const WAY: CountedStep[] = COUNTED_STEPS.filter((step) => step !== 'order' && step !== 'repeat');

/** How one step of a funnel did. Shares and losses lie between 0 and 1. */
export interface StepRate {
  step: CountedStep;
  team: Team;
  count: number;
  /** Of the cohort's arrivals; null under LEAST_TRIALS of them. */
  share: number | null;
  /** The step that it is measured against: the last one before it that this shop's way leads over. */
  before: CountedStep | null;
  /** Those who came as far as the step before, but neither to this one nor to any after it. */
  lost: number;
  /** `lost` as a share of them; null under LEAST_TRIALS, and where there is no step before. */
  loss: number | null;
  /** The step of the way to the till with the largest loss. */
  worst: boolean;
}

/** Every counted step in order with its rates: the one place where overlay and console take them from. */
export function stepRates(counts: Counts): StepRate[] {
  const worst = worstStep(counts);
  return COUNTED_STEPS.map((step) => {
    const count = counts[step];
    const before = stepBefore(counts, step);
    return {
      step,
      team: STEP_OWNER[step],
      count,
      share: shareOf(count, counts.arrival),
      before,
      lost: before ? Math.max(0, cameTo(counts, before) - cameTo(counts, step)) : 0,
      loss: lossAt(counts, step),
      worst: step === worst,
    };
  });
}

/** A count as a share of its trials; null under LEAST_TRIALS. */
export function shareOf(count: number, trials: number): number | null {
  return trials < LEAST_TRIALS ? null : count / trials;
}

/**
 * The step of the way to the till that loses the largest share of those who came to it; the earlier of two
 * that lose alike; null where nothing is lost or nothing has enough trials.
 */
export function worstStep(counts: Counts): CountedStep | null {
  let worst: CountedStep | null = null;
  let greatest = 0;
  for (const step of WAY) {
    const loss = lossAt(counts, step) ?? 0;
    if (loss > greatest) [worst, greatest] = [step, loss];
  }
  return worst;
}

function lossAt(counts: Counts, step: CountedStep): number | null {
  const before = stepBefore(counts, step);
  if (!before) return null;
  const kept = shareOf(cameTo(counts, step), cameTo(counts, before));
  return kept === null ? null : Math.max(0, 1 - kept);
}

/**
 * How many came to a step or past it: steps are order-free, and whoever shows a code without a marked
 * intent is no loss at the intent. Of the overlap of steps only their counts are known, so this is the
 * least that it can be.
 */
function cameTo(counts: Counts, step: CountedStep): number {
  const later = WAY.slice(WAY.indexOf(step) + 1);
  return Math.max(counts[step], ...later.map((each) => counts[each]));
}

function stepBefore(counts: Counts, step: CountedStep): CountedStep | null {
  if (step === 'arrival' || !WAY.includes(step) || isUnused(counts, step)) return null;
  return WAY.slice(0, WAY.indexOf(step)).findLast((each) => !isUnused(counts, each)) ?? null;
}

/** Nobody reached it although later steps were reached: this shop's way leads around it. */
function isUnused(counts: Counts, step: CountedStep): boolean {
  return counts[step] === 0 && WAY.slice(WAY.indexOf(step) + 1).some((later) => counts[later] > 0);
}

/**
 * Where the true share lies with 95 % confidence: Wilson's score interval (E. B. Wilson, 1927). Null under
 * LEAST_TRIALS.
 */
export function shareInterval(count: number, trials: number): [low: number, high: number] | null {
  if (trials < LEAST_TRIALS) return null;
  const z = 1.959964;
  const share = count / trials;
  const scale = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
