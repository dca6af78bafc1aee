import { useEffect, useState } from 'preact/hooks';
import type { KnownNames } from '../links/naming.ts';
import { askNames } from './worker.ts';

/** The names that a site's links have used; null until they are known. */
export function useNames(site: { server: string; id: string } | null): KnownNames | null {
  const [names, setNames] = useState<KnownNames | null>(null);
  const [server, id] = [site?.server ?? '', site?.id ?? ''];
  useEffect(() => {
    const asking = new AbortController();
    if (id) void askNames(server, id).then((known) => asking.signal.aborted || setNames(known));
    return () => asking.abort();
  }, [server, id]);
  return names;
}
