import { useEffect, useState } from 'preact/hooks';

/** The time, kept to within `everyMs`: for what runs out while nobody touches the page. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
