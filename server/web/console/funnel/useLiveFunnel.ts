import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { applyChange } from '../../../../shared/funnelChange.ts';
import type { Funnel, FunnelQuery } from '../../../../shared/wire/funnel.ts';
import type { LiveChange, LiveSnapshot } from '../../../../shared/wire/live.ts';
import { getFunnel, livePath } from '../../api.ts';
import { isSignedOut } from '../problem.ts';
import { SessionContext } from '../session.ts';

/** A closed stream is opened again after so long. */
const REOPEN_MS = 5000;

export interface LiveFunnel {
  snapshot: LiveSnapshot | null;
  error: unknown;
  /** Whether changes come in at once. */
  live: boolean;
  reload: () => void;
}

interface Watcher {
  funnel: (funnel: Funnel) => void;
  snapshot: (snapshot: LiveSnapshot) => void;
  change: (change: LiveChange) => void;
  live: (live: boolean) => void;
  failed: (error: unknown) => void;
}

/** A funnel that moves by itself. The numbers of an old query are gone before those of the new one come. */
export function useLiveFunnel(site: string, query: FunnelQuery): LiveFunnel {
  const key = livePath(site, query);
  const [snapshot, setSnapshot] = useState<LiveSnapshot | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [live, setLive] = useState(false);
  const [round, setRound] = useState(0);
  const ended = useContext(SessionContext)?.ended;

  // `key` is site and query as text.
  useEffect(() => {
    const watching = new AbortController();
    setSnapshot(null);
    setError(null);
    watchFunnel(site, query, watching.signal, {
      // The stream's own snapshot may be there first; the later numbers stand.
      funnel: (funnel) =>
        setSnapshot((old) => (old && old.funnel.at >= funnel.at ? old : { funnel, feed: old?.feed ?? [] })),
      snapshot: setSnapshot,
      change: (change) => setSnapshot((old) => old && applyChange(old, change)),
      live: setLive,
      failed: (cause) => (isSignedOut(cause) ? ended?.() : setError(cause)),
    });
    return () => watching.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((each) => each + 1), []);
  return { snapshot, error, live, reload };
}

/**
 * Asks once and then listens. The question finds out what an EventSource keeps to itself: why it was
 * refused. Where streams are impossible it still brings fresh numbers now and then.
 */
function watchFunnel(site: string, query: FunnelQuery, signal: AbortSignal, watcher: Watcher): void {
  getFunnel(site, query, signal).then(watcher.funnel, (error: unknown) => {
    if (!signal.aborted) watcher.failed(error);
  });
  const stream = new EventSource(livePath(site, query));
  signal.addEventListener('abort', () => stream.close(), { once: true });
  stream.addEventListener('open', () => watcher.live(true), { signal });
  stream.addEventListener('snapshot', ({ data }) => watcher.snapshot(JSON.parse(data)), { signal });
  stream.addEventListener('change', ({ data }) => watcher.change(JSON.parse(data)), { signal });
  stream.addEventListener(
    'error',
    () => {
      watcher.live(false);
      if (stream.readyState !== EventSource.CLOSED) return; // It comes back by itself.
      const timer = setTimeout(() => watchFunnel(site, query, signal, watcher), REOPEN_MS);
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    },
    { signal },
  );
}
