import { createParser } from 'eventsource-parser';
import { applyChange } from '../../shared/funnelChange.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';

/** A reader of a live stream, which adds up what it is told as an overlay does. */
export interface LiveReader {
  status: number;
  /** Each event in order: `snapshot`, `change`, and `comment` for what only keeps the line open. */
  told: string[];
  /** The last event's id; what a reader that comes back names. */
  lastId(): string;
  state(): LiveSnapshot | null;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  /** Hangs up. */
  leave(): void;
}

/** Opens a stream; `known` is what a reader that comes back has added up so far. */
export async function openLive(
  url: string,
  headers: Record<string, string>,
  known: LiveSnapshot | null = null,
): Promise<LiveReader> {
  const hangUp = new AbortController();
  const response = await fetch(url, { headers, signal: hangUp.signal });
  const told: string[] = [];
  let lastId = '';
  let state = known;
  const parser = createParser({
    onEvent({ event = '', id = '', data }) {
      told.push(event);
      lastId = id;
      if (event === 'snapshot') state = JSON.parse(data) as LiveSnapshot;
      else if (state) state = applyChange(state, JSON.parse(data) as LiveChange);
    },
    onComment: () => void told.push('comment'),
  });
  return {
    status: response.status,
    told,
    lastId: () => lastId,
    state: () => state,
    ended: readAll(response, parser.feed),
    leave: () => hangUp.abort(),
  };
}

async function readAll(response: Response, feed: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) feed(decoder.decode(chunk, { stream: true }));
  } catch {
    // Hung up here, or cut off there.
  }
}

/** A funnel's numbers alone, in an order of their own: what a reader added up must equal what the server reads. */
export function numbersOf(funnel: Funnel | undefined) {
  if (!funnel) return null;
  const byId = <Row>(rows: Row[], id: (row: Row) => string | number) =>
    rows.toSorted((a, b) => (id(a) < id(b) ? -1 : 1));
  return {
    counts: funnel.counts,
    days: funnel.days,
    sources: byId(funnel.sources, ({ source }) => source.id),
    positions: byId(funnel.positions, ({ id }) => id),
  };
}
