import type { PathGroup } from './paths.ts';

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
  /** The chance that the next step is a conversion, and that it leads back to the same state. */
  converts: Float64Array;
  stays: Float64Array;
}

/** How often each step was taken: a row for each state, in it the conversions, each key, and all ends. */
interface StepTable {
  /** A state is a number in this base, one digit for each touch; 0 is no touch. */
  base: number;
  states: number;
  width: number;
  times: Float64Array;
}

export function chainOf(groups: readonly PathGroup[], order: MarkovOrder): Chain {
  const { keys, digitOf } = placeKeys(groups, order);
  const table = countSteps(groups, keys.length + 1, digitOf, order);
  const { base, states, width, times } = table;
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
    chain.converts.push((times[state * width] ?? 0) / left);
    chain.stays.push(stays);
    chain.enteredBy.push((state % base) - 1);
  }
  return {
    keys,
    enteredBy: Int32Array.from(chain.enteredBy),
    first: Int32Array.from(chain.first),
    to: Int32Array.from(chain.to),
    chance: Float64Array.from(chain.chance),
    converts: Float64Array.from(chain.converts),
    stays: Float64Array.from(chain.stays),
  };
}

/** The columns of a chain while it is made. */
function newColumns(): Record<Exclude<keyof Chain, 'keys'>, number[]> {
  return { enteredBy: [], first: [0], to: [], chance: [], converts: [], stays: [] };
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
  const add = (place: number, n: number) => {
    times[place] = (times[place] ?? 0) + n;
  };
  for (const { path, conversions, nulls } of groups) {
    if (path.length === 0) continue;
    let state = 0;
    for (const key of path) {
      const digit = digitOf.get(key) ?? 0;
      add(state * width + digit, conversions + nulls);
      state = (state * base + digit) % states;
    }
    add(state * width, conversions);
    add(state * width + base, conversions + nulls);
  }
  return { base, states, width, times };
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
