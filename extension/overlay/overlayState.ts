import { applyChange } from '../../shared/funnelChange.ts';
import type { LiveSnapshot } from '../../shared/wire/live.ts';
import type { Status, ToOverlay, View } from '../messages.ts';

/** All that the overlay shows. */
export interface OverlayState {
  view: View | null;
  status: Status;
  snapshot: LiveSnapshot | null;
}

export const EMPTY: OverlayState = {
  view: null,
  status: { kind: 'connecting', contactAt: null },
  snapshot: null,
};

/** The overlay after a message of the worker. */
export function afterMessage(state: OverlayState, message: ToOverlay): OverlayState {
  switch (message.kind) {
    case 'leave':
      return EMPTY;
    case 'view':
      return sameSubject(state.view, message.view)
        ? { ...state, view: message.view }
        : { ...EMPTY, view: message.view };
    case 'status':
      return { ...state, status: message.status };
    case 'snapshot':
      return { ...state, snapshot: message.snapshot };
    case 'change':
      return state.snapshot ? { ...state, snapshot: applyChange(state.snapshot, message.change) } : state;
  }
}

/** The worker was stopped, so nothing is known of the server just now: the numbers stay and get older. */
export function afterLoss(state: OverlayState, now: number): OverlayState {
  const { kind, contactAt } = state.status;
  if (kind !== 'live') return state;
  return { ...state, status: { kind: 'connecting', contactAt: contactAt ?? now } };
}

/** Numbers of one page and range never stand under another's name. */
function sameSubject(a: View | null, b: View): boolean {
  return a !== null && a.site === b.site && a.page === b.page && a.from === b.from && a.to === b.to;
}
