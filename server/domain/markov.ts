import { type Chain, chainOf, type MarkovOrder } from './markovChain.ts';
import type { Earned, PathGroup } from './paths.ts';

/** Far more than needed: walks along real paths end within some dozens of steps. */
const MOST_SWEEPS = 10_000;
const CLOSE_ENOUGH = 1e-12;

/** The removal effect of each key, on conversions, on their value or on the discount given. */
export type RemovalEffects = (of: Earned) => Map<string, number>;

/**
 * The removal effect of each key: the part of all conversions (of all value, all discount) that would be lost if
 * every walk into it came to nothing there, 1 − P(without it) / P. The chances of the steps are those of all paths,
 * converting and not. Where nothing was earned every effect is 0. (Anderl, Becker, von Wangenheim, Schumann,
 * "Mapping the customer journey", 2016.)
 */
export function removalEffects(groups: readonly PathGroup[], order: MarkovOrder): RemovalEffects {
  const chain = chainOf(groups, order);
  return (of) => {
    const earns = chain.earns[of];
    const expected = new Float64Array(earns.length);
    const whole = solve(chain, earns, expected, null);
    return new Map(
      chain.keys.map((key, removed) => {
        if (whole === 0) return [key, 0];
        return [key, Math.max(0, 1 - solve(chain, earns, expected.slice(), removed) / whole)];
      }),
    );
  };
}

/**
 * What a walk from the start is expected to earn, where walks into `removed` end in nothing. Solved in place by
 * Gauss–Seidel sweeps over what is expected from every state; `expected` begins at zero, or at what is expected
 * without a removal: from below or above, each sweep comes closer.
 */
function solve(chain: Chain, earns: Float64Array, expected: Float64Array, removed: number | null): number {
  const { enteredBy } = chain;
  for (let state = 0; state < expected.length; state += 1) {
    if (enteredBy[state] === removed) expected[state] = 0;
  }
  // As near as this is to the whole, however little of all walks earns something.
  const near = CLOSE_ENOUGH * earns.reduce((most, each) => Math.max(most, each), 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    let moved = 0;
    for (let state = expected.length - 1; state >= 0; state -= 1) {
      if (enteredBy[state] === removed) continue;
      const now = expectedFrom(chain, earns[state] ?? 0, expected, state);
      moved = Math.max(moved, Math.abs(now - (expected[state] ?? 0)));
      expected[state] = now;
    }
    if (moved <= near) break;
  }
  return expected[0] ?? 0;
}

/** From a state, by what the states behind it expect; the step to itself is taken out of the sum. */
function expectedFrom(chain: Chain, earned: number, expected: Float64Array, state: number): number {
  let sum = earned;
  const last = chain.first[state + 1] ?? 0;
  for (let step = chain.first[state] ?? 0; step < last; step += 1) {
    sum += (chain.chance[step] ?? 0) * (expected[chain.to[step] ?? 0] ?? 0);
  }
  return sum / (1 - (chain.stays[state] ?? 0));
}
