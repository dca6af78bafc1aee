import { type Chain, chainOf, type MarkovOrder } from './markovChain.ts';
import type { PathGroup } from './paths.ts';

/** Far more than needed: walks along real paths end within some dozens of steps. */
const MOST_SWEEPS = 10_000;
const CLOSE_ENOUGH = 1e-12;

/**
 * The removal effect of each key: the part of all conversions that would be lost if every walk into it came to
 * nothing there, 1 − P(without it) / P. The chances of the steps are those of all paths, converting and not.
 * Without a conversion every effect is 0. (Anderl, Becker, von Wangenheim, Schumann, "Mapping the customer
 * journey", 2016.)
 */
export function removalEffects(groups: readonly PathGroup[], order: MarkovOrder): Map<string, number> {
  const chain = chainOf(groups, order);
  const chances = new Float64Array(chain.converts.length);
  const whole = solve(chain, chances, null);
  return new Map(
    chain.keys.map((key, removed) => {
      if (whole === 0) return [key, 0];
      return [key, Math.max(0, 1 - solve(chain, chances.slice(), removed) / whole)];
    }),
  );
}

/**
 * The chance of a conversion from the start, where walks into `removed` end in nothing. Solved in place by
 * Gauss–Seidel sweeps over every state's chance; `chances` begins at zero, or at the chances without a removal:
 * from below or above, each sweep comes closer.
 */
function solve(chain: Chain, chances: Float64Array, removed: number | null): number {
  const { enteredBy } = chain;
  for (let state = 0; state < chances.length; state += 1) {
    if (enteredBy[state] === removed) chances[state] = 0;
  }
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let moved = 0;
    for (let state = chances.length - 1; state >= 0; state -= 1) {
      if (enteredBy[state] === removed) continue;
      const chance = chanceFrom(chain, chances, state);
      moved = Math.max(moved, Math.abs(chance - (chances[state] ?? 0)));
      chances[state] = chance;
    }
    if (moved < CLOSE_ENOUGH) break;
  }
  return chances[0] ?? 0;
}

/** A state's chance from those of the states behind it; the step to itself is taken out of the sum. */
function chanceFrom(chain: Chain, chances: Float64Array, state: number): number {
  let chance = chain.converts[state] ?? 0;
  const last = chain.first[state + 1] ?? 0;
  for (let step = chain.first[state] ?? 0; step < last; step += 1) {
    chance += (chain.chance[step] ?? 0) * (chances[chain.to[step] ?? 0] ?? 0);
  }
  return chance / (1 - (chain.stays[state] ?? 0));
}
