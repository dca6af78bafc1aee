import { useEffect, useState } from 'preact/hooks';
import { type Route, routeOf } from './routes.ts';

/** Told when this page itself changes its address: the browser tells only of Back and Forward. */
const MOVED = 'shop:moved';

/** The route that the address names, kept up to date. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.pathname));
  useEffect(() => {
    const stop = new AbortController();
    const follow = () => setRoute(routeOf(location.pathname));
    addEventListener('popstate', follow, { signal: stop.signal });
    addEventListener(MOVED, follow, { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return route;
}

/** Goes to a page of the shop without loading anew. */
export function goTo(path: string): void {
  history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
}

/** Whether the browser itself should follow this click: a new tab, a download, another button. */
export function isBrowsersOwn(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}
