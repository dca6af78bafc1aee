import { applyChange } from '../../shared/funnelChange.ts';
import type { SourceCounts, SourceLabel } from '../../shared/wire/funnel.ts';
import type { LiveSnapshot } from '../../shared/wire/live.ts';
import type { Before, NumbersMessage, Status, ToOverlay, View } from '../messages.ts';

/** All that the overlay shows. */
export interface OverlayState {
  view: View | null;
  status: Status;
  snapshot: LiveSnapshot | null;
  /** The sources to choose from: those of the last numbers that showed all of them. */
  sources: SourceLabel[];
  /** The days before, where they are wanted and known. */
  before: Before | null;
  /** Where those who clicked the position that was looked at last came from; `sources` null: it is not known. */
  positionSources: { position: number; sources: SourceCounts[] | null } | null;
  /** The numbers of a page elsewhere's links and rows; null: none were asked for, or none have come. */
  marked: LiveSnapshot | null;
  /** The numbers of the pages that stand in frames on this one, by their address. */
  framed: ReadonlyMap<string, LiveSnapshot>;
}

export const EMPTY: OverlayState = {
  view: null,
  status: { kind: 'connecting', contactAt: null },
  snapshot: null,
  sources: [],
  before: null,
  positionSources: null,
  marked: null,
  framed: new Map(),
};

/** The overlay after a message of the worker. */
export function afterMessage(state: OverlayState, message: ToOverlay): OverlayState {
  switch (message.kind) {
    case 'leave':
      return EMPTY;
    case 'view':
      return sameSubject(state.view, message.view)
        ? { ...state, view: message.view, before: message.view.compare ? state.before : null }
        : { ...EMPTY, view: message.view, sources: state.sources };
    case 'marked':
      return { ...state, marked: afterNumbers(state.marked, message.message) };
    case 'framed': {
      const { address } = message;
      const next = afterNumbers(state.framed.get(address) ?? null, message.message);
      return next ? { ...state, framed: new Map(state.framed).set(address, next) } : state;
    }
    case 'status':
      return { ...state, status: message.status };
    case 'before':
      return { ...state, before: message.before };
    case 'positionSources':
      return { ...state, positionSources: message };
    case 'snapshot':
      return withNumbers(state, message.snapshot);
    case 'change':
      return state.snapshot ? withNumbers(state, applyChange(state.snapshot, message.change)) : state;
  }
}

function afterNumbers(known: LiveSnapshot | null, message: NumbersMessage): LiveSnapshot | null {
  if (message.kind === 'snapshot') return message.snapshot;
  return known && applyChange(known, message.change);
}

function withNumbers(state: OverlayState, snapshot: LiveSnapshot): OverlayState {
  if (state.view?.source !== null) return { ...state, snapshot };
  return { ...state, snapshot, sources: snapshot.funnel.sources.map(({ source }) => source) };
}

/** The worker was stopped, so nothing is known of the server just now: the numbers stay and get older. */
export function afterLoss(state: OverlayState, now: number): OverlayState {
  const { kind, contactAt } = state.status;
  if (kind !== 'live') return state;
  return { ...state, status: { kind: 'connecting', contactAt: contactAt ?? now } };
}

/** Numbers of one page and range never stand under another's name. */
function sameSubject(a: View | null, b: View): boolean {
  const keys = ['site', 'page', 'from', 'to', 'source'] as const;
  return a !== null && a.placement?.id === b.placement?.id && keys.every((key) => a[key] === b[key]);
}
