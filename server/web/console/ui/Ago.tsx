import { formatExact, formatRelative } from '../../format.ts';
import { texts } from '../texts.ts';
import { useNow } from './useNow.ts';

/** How long ago, with the exact time on hover. */
export function Ago({ at }: { at: number }) {
  const now = useNow(5000);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, texts.locale())}>
      {formatRelative(at, now, texts.locale())}
    </time>
  );
}
