import { useEffect, useMemo, useState } from 'preact/hooks';

/** Where the console is: the address bar is the only place that keeps it. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

/** The place of the page, again whenever it changes. */
export function usePlace(): Place {
  const [address, setAddress] = useState(location.pathname + location.search);
  useEffect(() => {
    const listening = new AbortController();
    const look = () => setAddress(location.pathname + location.search);
    addEventListener('popstate', look, { signal: listening.signal });
    // A child's effect runs before this one and may have gone elsewhere already.
    look();
    return () => listening.abort();
  }, []);
  return useMemo(() => {
    const { pathname, searchParams } = new URL(address, location.origin);
    return { path: pathname, query: searchParams };
  }, [address]);
}

/** Goes to a path of the console. `replace` leaves no step back: for filters and redirects. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  // pushState tells nobody; the browser's own steps back and forth already come as popstate.
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Sets parameters of the query and keeps the others; null takes one away. */
export function setQuery(change: Record<string, string | null>): void {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(change)) {
    if (value === null) query.delete(key);
    else query.set(key, value);
  }
  const text = query.toString();
  navigate(location.pathname + (text && `?${text}`), { replace: true });
}

const ELSEWHERE = /^\/(till|demo|docs|v1|tag\.js|openapi\.json)(\/|$)/;

/** Links of the console change the place without loading the page anew; all others work as ever. */
export function interceptLinks(signal: AbortSignal): void {
  document.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element && event.target.closest('a[href]');
      if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event) || !isConsoleLink(link)) return;
      event.preventDefault();
      navigate(link.pathname + link.search + link.hash);
    },
    { signal },
  );
}

function isPlainClick(event: MouseEvent): boolean {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return event.button === 0 && !modified && !event.defaultPrevented;
}

function isConsoleLink(link: HTMLAnchorElement): boolean {
  const here = link.origin === location.origin && !ELSEWHERE.test(link.pathname);
  const sameDocument = link.hash && link.pathname === location.pathname && link.search === location.search;
  return here && !sameDocument && !link.target && !link.hasAttribute('download');
}
