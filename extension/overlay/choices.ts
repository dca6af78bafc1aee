import type { MarkMode } from '../live/markMode.ts';
import type { Range } from '../live/range.ts';
import { HOME_SPOT, type Size, type Spot } from '../live/spot.ts';
import type { FromOverlay, View } from '../messages.ts';

/** What the person has chosen for how this overlay looks. */
export interface Look {
  collapsed: boolean;
  mode: MarkMode;
  spot: Spot;
  /** It stands at this spot on every page. */
  pinned: boolean;
  /** As the person made it; null: as large as it needs. */
  size: Size | null;
}

/** What the person can do on the panel. */
export interface Actions {
  collapse(collapsed: boolean): void;
  mark(mode: MarkMode): void;
  move(spot: Spot): void;
  pin(pinned: boolean): void;
  resize(size: Size | null): void;
  compare(compare: boolean): void;
  chooseRange(range: Range): void;
  chooseSource(source: number | null): void;
}

export interface Choices {
  look(): Look;
  /** What was remembered; where this page already has a choice of its own, that stays. */
  adopt(view: View): void;
  actions: Actions;
}

const AT_FIRST: Look = { collapsed: false, mode: 'badges', spot: HOME_SPOT, pinned: false, size: null };

/** Keeps the person's choices, tells the worker what is to be remembered, and has it all drawn again. */
export function createChoices(send: (message: FromOverlay) => void, redraw: () => void): Choices {
  let look: Look | null = null;
  const now = () => look ?? AT_FIRST;
  const set = (change: Partial<Look>) => {
    look = { ...now(), ...change };
    redraw();
  };
  return {
    look: now,
    adopt({ collapsed, mode, pin, size }) {
      look ??= { collapsed, mode, spot: pin ?? HOME_SPOT, pinned: pin !== null, size };
    },
    actions: {
      collapse(collapsed) {
        set({ collapsed });
        send({ kind: 'collapsed', collapsed });
      },
      mark(mode) {
        set({ mode });
        send({ kind: 'mode', mode });
      },
      move(spot) {
        set({ spot });
        if (now().pinned) send({ kind: 'pin', spot });
      },
      pin(pinned) {
        set({ pinned });
        send({ kind: 'pin', spot: pinned ? now().spot : null });
      },
      resize(size) {
        set({ size });
        send({ kind: 'size', size });
      },
      compare: (compare) => send({ kind: 'compare', compare }),
      chooseRange: (range) => send({ kind: 'range', range }),
      chooseSource: (source) => send({ kind: 'source', source }),
    },
  };
}
