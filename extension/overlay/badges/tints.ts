import type { Box } from './place.ts';

export interface Warm {
  key: string;
  /** The element, in the viewport's coordinates. */
  target: Box;
  /** From 0 to 1. */
  heat: number;
}

/** Coloured panes over a page's positions. They lie over the elements: those themselves stay untouched. */
export interface Tints {
  /** Shows these and no others. `origin` is where the layer begins, in the viewport's coordinates. */
  place(warm: Warm[], origin: { left: number; top: number }): void;
}

export function createTints(layer: HTMLElement): Tints {
  const panes = new Map<string, HTMLElement>();
  return {
    place(warm, origin) {
      const shown = new Set<string>();
      for (const { key, target, heat } of warm) {
        if (heat <= 0) continue;
        shown.add(key);
        const pane = panes.get(key) ?? document.createElement('div');
        if (!panes.has(key)) {
          pane.className = 'tint';
          layer.prepend(pane);
          panes.set(key, pane);
        }
        pane.style.transform = `translate(${target.left - origin.left}px, ${target.top - origin.top}px)`;
        pane.style.width = `${target.width}px`;
        pane.style.height = `${target.height}px`;
        pane.style.setProperty('--heat', heat.toFixed(2));
      }
      for (const [key, pane] of panes) {
        if (shown.has(key)) continue;
        pane.remove();
        panes.delete(key);
      }
    },
  };
}
