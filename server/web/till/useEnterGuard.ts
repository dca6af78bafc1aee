import { useLayoutEffect, useRef } from 'preact/hooks';

/** A scanner's Enter follows its last character at once: no person is that fast. */
const SCANNER_TAIL_MS = 300;

/**
 * Tells of every key whether it is an Enter that belongs to what was scanned before `stage` began, and not to
 * the stage itself: it comes at once, and before any other key.
 */
export function useEnterGuard(stage: string): (event: KeyboardEvent) => boolean {
  const fresh = useRef({ since: 0, isTouched: false });
  useLayoutEffect(() => {
    fresh.current = { since: performance.now(), isTouched: false };
  }, [stage]);
  return (event) => {
    if (event.key !== 'Enter') fresh.current.isTouched = true;
    return !fresh.current.isTouched && event.timeStamp - fresh.current.since < SCANNER_TAIL_MS;
  };
}
