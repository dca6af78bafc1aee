import { useLayoutEffect, useRef } from 'preact/hooks';

/** A scanner's Enter follows its last character at once: no person is that fast. */
const SCANNER_TAIL_MS = 300;

/** Tells whether an Enter belongs to what was scanned before `stage` began, and not to the stage itself. */
export function useEnterGuard(stage: string): (event: KeyboardEvent) => boolean {
  const since = useRef(0);
  useLayoutEffect(() => {
    since.current = performance.now();
  }, [stage]);
  return (event) => event.timeStamp - since.current < SCANNER_TAIL_MS;
}
