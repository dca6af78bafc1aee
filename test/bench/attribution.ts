import { markovCredit, shapleyCredit } from '../../server/domain/dataDriven.ts';
import { PathGroups } from '../../server/domain/paths.ts';
import { type Bench, ROUNDS } from './bench.ts';
import { figureOf } from './figures.ts';
import type { Line } from './result.ts';

const PATHS = 1_000_000;
const CHANNELS = Array.from({ length: 20 }, (_, index) => `channel ${index}`);
const MOST_SECONDS = 2;

interface Walk {
  path: string[];
  valueMinor: number;
}

/** Grouping a million paths and both data-driven models over them. */
export const attribution: Bench = async ({ say }) => {
  const walks = makeWalks();
  const distinct = groupAll(walks).length;
  say(
    `  ${PATHS.toLocaleString('en')} paths of ${CHANNELS.length} channels, ${distinct.toLocaleString('en')} distinct`,
  );
  return ([1, 2, 3] as const).map((order): Line => {
    const rounds = Array.from({ length: ROUNDS }, () => time(walks, order));
    const figure = figureOf(rounds.map(({ seconds }) => seconds));
    const processor = figureOf(rounds.map((round) => round.processor)).median;
    return {
      what: `1,000,000 paths, grouped, Shapley and Markov of order ${order}`,
      unit: 's',
      figure,
      target: `≤ ${MOST_SECONDS} s`,
      isMet: figure.median <= MOST_SECONDS,
      note: `${distinct.toLocaleString('en')} distinct paths; ${processor.toFixed(2)} s of processor time`,
    };
  });
};

function time(walks: readonly Walk[], order: 1 | 2 | 3): { seconds: number; processor: number } {
  const from = performance.now();
  const before = process.cpuUsage();
  const groups = groupAll(walks);
  const credits = [markovCredit(groups, order), shapleyCredit(groups)];
  const seconds = (performance.now() - from) / 1_000;
  const { user, system } = process.cpuUsage(before);
  for (const credit of credits) {
    const shared = credit.reduce((sum, each) => sum + each.valueMinor, 0);
    const total = walks.reduce((sum, each) => sum + each.valueMinor, 0);
    if (shared !== total) throw new Error('the credit does not add up');
  }
  return { seconds, processor: (user + system) / 1e6 };
}

function groupAll(walks: readonly Walk[]) {
  const groups = new PathGroups();
  for (const { path, valueMinor } of walks) {
    groups.add(path, valueMinor > 0 ? { conversions: 1, valueMinor, discountMinor: 1 } : { nulls: 1 });
  }
  return groups.all;
}

/** Some channels bring far more than others; a third of the walks ends after each touch; one in twenty converts. */
function makeWalks(): Walk[] {
  let state = 20_261_121;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: PATHS }, () => {
    const path: string[] = [];
    do path.push(CHANNELS[Math.floor(random() ** 2 * CHANNELS.length)] ?? '');
    while (path.length < 20 && random() > 1 / 3);
    return { path, valueMinor: random() < 0.05 ? 1 + Math.floor(random() * 100_000) : 0 };
  });
}
