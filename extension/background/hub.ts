import { type Listener, type Subject, Watch, type WatchDeps, watchKey } from './watch.ts';

/** All streams that are open now. */
export interface Hub {
  /** Listens to a subject; the stream is opened for its first listener and closed after its last. */
  listen(subject: Subject, listener: Listener): () => void;
  /** Whatever could not be reached is tried again now. */
  retry(): void;
  /** Streams to servers that may not be reached any more are closed. */
  recheck(): void;
}

export function createHub(deps: WatchDeps): Hub {
  const watches = new Map<string, Watch>();
  const open = (subject: Subject, key: string) => {
    const watch = new Watch(subject, deps);
    watches.set(key, watch);
    void watch.run();
    return watch;
  };
  return {
    listen(subject, listener) {
      // A new token is a new stream: the old one may be revoked.
      const key = `${watchKey(subject)}\n${subject.token}`;
      const watch = watches.get(key) ?? open(subject, key);
      watch.add(listener);
      return () => {
        if (!watch.remove(listener) || watches.get(key) !== watch) return;
        watches.delete(key);
        watch.stop();
      };
    },
    retry() {
      for (const watch of watches.values()) watch.retry();
    },
    recheck() {
      for (const watch of watches.values()) void watch.recheck();
    },
  };
}
