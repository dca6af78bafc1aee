import type { Funnel } from '../../../shared/wire/funnel.ts';
import type { LiveSnapshot } from '../../../shared/wire/live.ts';
import type { MarkRow } from '../badges/layer.ts';
import { framedKey } from './framedKey.ts';

/** The positions of the pages in frames, each of its own page. A funnel that is the same keeps its rows. */
export function createFramedRows(): (framed: ReadonlyMap<string, LiveSnapshot>) => MarkRow[] {
  const known = new WeakMap<Funnel, MarkRow[]>();
  return (framed) =>
    [...framed].flatMap(([address, { funnel }]) => {
      const rows = known.get(funnel) ?? rowsOf(address, funnel);
      known.set(funnel, rows);
      return rows;
    });
}

function rowsOf(address: string, { page, counts, positions }: Funnel): MarkRow[] {
  const frame = { page: page ?? address, arrivals: counts.arrival };
  return positions.map((row) => ({ ...row, position: framedKey(address, row.position), frame }));
}
