import { EARNED, type Earned, type PathGroup } from './paths.ts';

/** How many of the last touches a state remembers. */
export type MarkovOrder = 1 | 2 | 3;

/** All keys that are too rare to have a place of their own. */
export const OTHER_KEY = '(other)';

/**
 * The most keys that are told apart at each order, so that the table of steps stays below four million places:
 * a state has as many keys as the order says. Those met least count as one.
 */
export const MOST_KEYS: Record<MarkovOrder, number> = { 1: 500, 2: 150, 3: 40 };

/**
 * The chain that paths make. Its states are the last touches of a walk, as many as the order says; state 0 is
 * the start. They are sorted by their keys, so that the order of the paths changes no bit of any result.
 */
export interface Chain {
  keys: readonly string[];
  /** The place of the key by which each state is entered; -1 for the start. */
  enteredBy: Int32Array;
  /** The steps that leave state s lie in `to` and `chance` from `first[s]` until `first[s + 1]`. */
  first: Int32Array;
  to: Int32Array;
  chance: Float64Array;
  /** The chance that the next step leads back to the same state. */
  stays: Float64Array;
  /** What the next step earns on average as a part of all that is earned: by a conversion, its value, its discount. */
  earns: Record<Earned, Float64Array>;
}

/** How often each step was taken: a row for each state, in it each key, the last place for all ends. */
interface StepTable {
  /** A state is a number in this base, one digit for each touch; 0 is no touch. */
  base: number;
  states: number;
  width: number;
  times: Float64Array;
  earned: Record<Earned, Float64Array>;
}

export function chainOf(groups: readonly PathGroup[], order: MarkovOrder): Chain {
  const { keys, digitOf } = placeKeys(groups, order);
  const table = countSteps(groups, keys.length + 1, digitOf, order);
  const { base, states, width, times, earned } = table;
  const met = [];
  const placeOf = new Map<number, number>();
  // Few of all possible states are ever met.
  for (let state = 0; state < states; state += 1) {
    const left = countLeaving(table, state);
    if (left === 0 && state > 0) continue;
    placeOf.set(state, met.length);
    met.push({ state, left: Math.max(left, 1) });
  }
  const chain = newColumns();
  for (const { state, left } of met) {
    let stays = 0;
    for (let digit = 1; digit < base; digit += 1) {
      const chance = (times[state * width + digit] ?? 0) / left;
      const next = (state * base + digit) % states;
      if (next === state) stays = chance;
      if (chance === 0 || next === state) continue;
      chain.to.push(placeOf.get(next) ?? 0);
      chain.chance.push(chance);
    }
    chain.first.push(chain.to.length);
    chain.stays.push(stays);
    chain.enteredBy.push((state % base) - 1);
  }
  return {
    keys,
    enteredBy: Int32Array.from(chain.enteredBy),
    first: Int32Array.from(chain.first),
    to: Int32Array.from(chain.to),
    chance: Float64Array.from(chain.chance),
    stays: Float64Array.from(chain.stays),
    earns: {
      conversions: earnedBy(met, earned.conversions),
      valueMinor: earnedBy(met, earned.valueMinor),
      discountMinor: earnedBy(met, earned.discountMinor),
    },
  };
}

/** The columns of a chain while it is made. */
function newColumns(): Record<Exclude<keyof Chain, 'keys' | 'earns'>, number[]> {
  return { enteredBy: [], first: [0], to: [], chance: [], stays: [] };
}

/** By the steps that leave each state, so that small and large sums are solved to the same nearness. */
function earnedBy(met: readonly { state: number; left: number }[], earned: Float64Array): Float64Array {
  const all = earned.reduce((sum, part) => sum + part, 0);
  return Float64Array.from(met, ({ state, left }) => (all === 0 ? 0 : (earned[state] ?? 0) / all / left));
}

function countLeaving({ base, width, times }: StepTable, state: number): number {
  let left = 0;
  for (let digit = 1; digit <= base; digit += 1) left += times[state * width + digit] ?? 0;
  return left;
}

function countSteps(
  groups: readonly PathGroup[],
  base: number,
  digitOf: ReadonlyMap<string, number>,
  order: MarkovOrder,
): StepTable {
  const states = base ** order;
  const width = base + 1;
  const times = new Float64Array(states * width);
  const earned = {
    conversions: new Float64Array(states),
    valueMinor: new Float64Array(states),
    discountMinor: new Float64Array(states),
  };
  const add = (to: Float64Array, place: number, n: number) => {
    to[place] = (to[place] ?? 0) + n;
  };
  for (const group of groups) {
    const { path, conversions, nulls } = group;
    if (path.length === 0) continue;
    let state = 0;
    for (const key of path) {
      const digit = digitOf.get(key) ?? 0;
      add(times, state * width + digit, conversions + nulls);
      state = (state * base + digit) % states;
    }
    add(times, state * width + base, conversions + nulls);
    for (const name of EARNED) add(earned[name], state, group[name]);
  }
  return { base, states, width, times, earned };
}

/** The keys that have a place of their own, sorted, and the digit under which each key counts. */
function placeKeys(
  groups: readonly PathGroup[],
  order: MarkovOrder,
): { keys: string[]; digitOf: Map<string, number> } {
  const met = new Set<string>();
  for (const { path } of groups) for (const key of path) met.add(key);
  const kept = met.size <= MOST_KEYS[order] ? met : mostMet(groups, MOST_KEYS[order] - 1).add(OTHER_KEY);
  const keys = [...kept].sort();
  const digits = new Map(keys.map((key, index) => [key, index + 1]));
  const other = digits.get(OTHER_KEY) ?? 0;
  return { keys, digitOf: new Map([...met].map((key) => [key, digits.get(key) ?? other])) };
}

function mostMet(groups: readonly PathGroup[], most: number): Set<string> {
  const times = new Map<string, number>();
  for (const { path, conversions, nulls } of groups) {
    for (const key of path) times.set(key, (times.get(key) ?? 0) + conversions + nulls);
  }
  const byUse = [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1));
  return new Set(byUse.slice(0, most).map(([key]) => key));
}
