import type { FlowEnd, FlowLink, FlowNode } from '../../shared/wire/paths.ts';
import type { PathGroup } from './paths.ts';

/** More would be a knot, and no picture. */
const MOST_STEPS = 5;
const MOST_KEYS_A_STEP = 6;

/** A path with the touches that follow each other under the same key as one. */
interface Walk {
  group: PathGroup;
  keys: string[];
}

type Add = Pick<FlowLink, 'journeys' | 'redemptions' | 'revenueMinor'>;

/**
 * All paths as one flow: from touch to touch, and to the end. Nodes are bounded for each touch, rarer keys share
 * one; a longer path goes from the last touch that is shown to its end. Along any cut flow as many journeys.
 */
export function flowOf(groups: readonly PathGroup[]): { nodes: FlowNode[]; links: FlowLink[] } {
  const walks = groups
    .filter(({ path }) => path.length > 0)
    .map((group) => ({ group, keys: foldRepeats(group.path).slice(0, MOST_STEPS) }));
  const shown = shownKeys(walks);
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, FlowLink>();
  const nodeOf = (step: number | null, key: string | null) => {
    const id = step === null ? `${key}` : key === null ? `${step}+` : `${step}:${key}`;
    nodes.set(id, { id, step, key });
    return id;
  };
  for (const { group, keys } of walks) {
    const ids = keys.map((key, index) => nodeOf(index + 1, shown[index]?.has(key) ? key : null));
    const last = ids.at(-1) ?? '';
    const { conversions, nulls, valueMinor } = group;
    const sold = { journeys: conversions, redemptions: conversions, revenueMinor: valueMinor };
    ids.slice(1).forEach((id, index) => {
      addLink(links, ids[index] ?? '', id, { ...sold, journeys: conversions + nulls });
    });
    const end = (name: FlowEnd, add: Add) =>
      add.journeys > 0 && addLink(links, last, nodeOf(null, name), add);
    end('redeemed', sold);
    end('lost', { journeys: nulls, redemptions: 0, revenueMinor: 0 });
  }
  return { nodes: [...nodes.values()].sort(byPlace), links: [...links.values()].sort(bySize) };
}

function addLink(links: Map<string, FlowLink>, from: string, to: string, add: Add): void {
  // Ids may hold any text: a pair of them needs more than a sign between.
  const id = JSON.stringify([from, to]);
  const link = links.get(id);
  if (!link) return void links.set(id, { from, to, ...add });
  link.journeys += add.journeys;
  link.redemptions += add.redemptions;
  link.revenueMinor += add.revenueMinor;
}

function foldRepeats(path: readonly string[]): string[] {
  return path.filter((key, index) => key !== path[index - 1]);
}

/** The keys that have nodes of their own at each step: those of most journeys. */
function shownKeys(walks: readonly Walk[]): Set<string>[] {
  return Array.from({ length: MOST_STEPS }, (_, step) => {
    const met = new Map<string, number>();
    for (const { group, keys } of walks) {
      const key = keys[step];
      if (key !== undefined) met.set(key, (met.get(key) ?? 0) + group.conversions + group.nulls);
    }
    const byUse = [...met].sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1));
    return new Set(byUse.slice(0, MOST_KEYS_A_STEP).map(([key]) => key));
  });
}

function byPlace(a: FlowNode, b: FlowNode): number {
  return (a.step ?? MOST_STEPS + 1) - (b.step ?? MOST_STEPS + 1) || (a.id < b.id ? -1 : 1);
}

function bySize(a: FlowLink, b: FlowLink): number {
  return b.journeys - a.journeys || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1);
}
