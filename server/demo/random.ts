/** Chance that can be repeated: the same seed gives the same numbers. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A whole number between both, both included. */
  between(least: number, most: number): number;
  pick<List extends readonly [unknown, ...unknown[]]>(list: List): List[number];
  /** One of the list, as often as its weight says. */
  weighted<T extends { weight: number }>(list: readonly [T, ...T[]]): T;
  /** So many characters of a to z and 0 to 9. */
  word(length: number): string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Marsaglia's xorshift with 32 bits of state ("Xorshift RNGs", 2003): enough for shoppers, not for secrets. */
export function makeRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 8; i += 1) next(); // Small seeds begin with small numbers.
  const random: Random = {
    next,
    chance: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    weighted: (list) => pickWeighted(list, next()),
    word: (length) => Array.from({ length }, () => LETTERS[Math.floor(next() * LETTERS.length)]).join(''),
  };
  return random;
}

function pickWeighted<T extends { weight: number }>(list: readonly [T, ...T[]], at: number): T {
  let left = at * list.reduce((sum, { weight }) => sum + weight, 0);
  for (const item of list) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return list[0];
}
