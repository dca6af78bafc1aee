/** What came of the walks along one path. Money in minor units. */
export interface PathFigures {
  /** Redemptions. */
  conversions: number;
  /** Journeys that ended without one. */
  nulls: number;
  valueMinor: number;
  discountMinor: number;
  /** From the first touchpoint to the redemption, added up over those of which it is known. */
  leadHours: number;
  timed: number;
}

export const NO_FIGURES: PathFigures = {
  conversions: 0,
  nulls: 0,
  valueMinor: 0,
  discountMinor: 0,
  leadHours: 0,
  timed: 0,
};

/** Adds in place. */
export function addFigures(into: PathFigures, add: Partial<PathFigures>): void {
  into.conversions += add.conversions ?? 0;
  into.nulls += add.nulls ?? 0;
  into.valueMinor += add.valueMinor ?? 0;
  into.discountMinor += add.discountMinor ?? 0;
  into.leadHours += add.leadHours ?? 0;
  into.timed += add.timed ?? 0;
}

/** What is shared among the keys of paths. */
export const EARNED = ['conversions', 'valueMinor', 'discountMinor'] as const;
export type Earned = (typeof EARNED)[number];

/** Everyone who walked the same path: its keys (channels, campaigns …) in the order in which they were met. */
export interface PathGroup extends PathFigures {
  path: readonly string[];
}

/** Where the code units of surrogates begin, and how many there are: none of them is a letter of its own. */
const SURROGATES = { from: 0xd800, count: 0x800 };

/** Gathers paths, each once, however many walk it. Time and memory beyond the walks themselves grow with distinct paths. */
export class PathGroups {
  readonly #groups = new Map<string, PathGroup>();
  /** A letter for each key: a path is a short text then, whatever its keys are. */
  readonly #letters = new Map<string, string>();

  get all(): PathGroup[] {
    return [...this.#groups.values()];
  }

  add(path: readonly string[], add: Partial<PathFigures>): void {
    addFigures(this.#of(path), add);
  }

  #of(path: readonly string[]): PathGroup {
    let word = '';
    for (const key of path) word += this.#letters.get(key) ?? this.#newLetter(key);
    let group = this.#groups.get(word);
    if (!group) {
      group = { path, ...NO_FIGURES };
      this.#groups.set(word, group);
    }
    return group;
  }

  #newLetter(key: string): string {
    const place = this.#letters.size;
    const letter = String.fromCodePoint(place < SURROGATES.from ? place : place + SURROGATES.count);
    this.#letters.set(key, letter);
    return letter;
  }
}

/** What all walks come to. */
export function sumFigures(groups: Iterable<PathFigures>): PathFigures {
  const sum = { ...NO_FIGURES };
  for (const group of groups) addFigures(sum, group);
  return sum;
}
