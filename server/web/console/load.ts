import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { isSignedOut } from './problem.ts';
import { SessionContext } from './session.ts';

type Loaded<Data> =
  | { state: 'loading'; data: null }
  | { state: 'ready'; data: Data }
  | { state: 'failed'; data: null; error: unknown };

export interface Load<Data> {
  loaded: Loaded<Data>;
  /** Asks again; what is shown stays until the answer is here. */
  reload: () => void;
  setData: (data: Data) => void;
}

/** Loads data when the page appears and whenever `key` changes; a late answer to an old key is dropped. */
export function useLoad<Data>(key: string, ask: (signal: AbortSignal) => Promise<Data>): Load<Data> {
  const [loaded, setLoaded] = useState<Loaded<Data>>({ state: 'loading', data: null });
  const [round, setRound] = useState(0);
  const ended = useContext(SessionContext)?.ended;
  // `key` says what `ask` asks; a new closure asks nothing new.
  useEffect(() => {
    const asking = new AbortController();
    ask(asking.signal).then(
      (data) => asking.signal.aborted || setLoaded({ state: 'ready', data }),
      (error: unknown) => {
        if (asking.signal.aborted) return;
        if (isSignedOut(error)) ended?.();
        setLoaded({ state: 'failed', data: null, error });
      },
    );
    return () => asking.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((each) => each + 1), []);
  const setData = useCallback((data: Data) => setLoaded({ state: 'ready', data }), []);
  return { loaded, reload, setData };
}
