import type { Model } from '../../shared/wire/report.ts';
import type { Touchpoint } from './journey.ts';

/** A touchpoint is worth half as much as one that lies this much later. */
const HALF_LIFE_MS = 7 * 86_400_000;

/** What the models know of a redemption beside its path. */
interface Sale {
  at: number;
  /** The key of the source "Direct". */
  directSource: number;
}

type Weigh = (path: readonly Touchpoint[], sale: Sale) => number[];

/** The weight of every touchpoint of a path that has at least one, under each model. */
export const WEIGHTS: Record<Model, Weigh> = {
  first: (path) => only(path, 0),
  last: (path) => only(path, path.length - 1),
  lastNonDirect: (path, { directSource }) => {
    const index = path.findLastIndex(({ source }) => source !== directSource);
    return only(path, index < 0 ? path.length - 1 : index);
  },
  linear: (path) => path.map(() => 1),
  position: (path) => path.map((_, index) => positionWeight(index, path.length)),
  timeDecay: (path, { at }) => path.map((touch) => 2 ** (-Math.max(0, at - touch.at) / HALF_LIFE_MS)),
};

function only(path: readonly Touchpoint[], index: number): number[] {
  return path.map((_, each) => (each === index ? 1 : 0));
}

/** 40 % for the first and the last, 20 % for all between; in whole numbers, so that no share is off by a rounding. */
function positionWeight(index: number, length: number): number {
  if (length <= 2) return 1;
  return index === 0 || index === length - 1 ? 2 * (length - 2) : 1;
}
