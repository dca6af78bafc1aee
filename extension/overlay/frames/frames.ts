import type { Funnel } from '../../../shared/wire/funnel.ts';
import type { LiveSnapshot } from '../../../shared/wire/live.ts';
import type { FromOverlay } from '../../messages.ts';
import { idle } from '../badges/idle.ts';
import type { BadgeLayer, Figures } from '../badges/layer.ts';
import { createScanner, type Scanner } from '../badges/scan.ts';
import { createFramedRows } from './framedRows.ts';
import { createFramedScanner } from './framedScanner.ts';
import { createPageFrames } from './pageFrames.ts';

/** The positions of a storefront's page and of the pages in its frames. */
export interface Frames {
  scanner: Scanner;
  /** Who looks the page through when a frame has changed. */
  tell(layer: Pick<BadgeLayer, 'rescan' | 'move'>): void;
  /** The page's own numbers with those of the pages in its frames. */
  figures(funnel: Funnel | null, framed: ReadonlyMap<string, LiveSnapshot>): Figures | null;
  /** The worker is asked anew. */
  forget(): void;
  stop(): void;
}

export function createFrames(send: (message: FromOverlay) => void): Frames {
  let layer: Pick<BadgeLayer, 'rescan' | 'move'> | null = null;
  let current: ReadonlySet<string> = new Set();
  const rows = createFramedRows();
  const frames = createPageFrames(document, {
    onContent: (renamed) => layer?.rescan(renamed),
    onMove: () => layer?.move(),
  });
  const scanner = createFramedScanner({
    own: createScanner(document, idle),
    frames,
    pause: idle,
    onFrames(addresses) {
      current = new Set(addresses);
      send({ kind: 'frames', addresses });
    },
  });
  return {
    scanner,
    tell(next) {
      layer = next;
      layer.rescan(false);
    },
    figures(funnel, framed) {
      // Those of a frame that has gone are known still.
      const here = [...framed].filter(([address]) => current.has(address));
      if (!funnel || here.length === 0) return funnel;
      return { counts: funnel.counts, positions: [...funnel.positions, ...rows(new Map(here))] };
    },
    forget() {
      scanner.askAgain();
      layer?.rescan(false);
    },
    stop: frames.stop,
  };
}
