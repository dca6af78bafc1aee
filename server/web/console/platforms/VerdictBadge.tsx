import type { Verdict } from '../../../../shared/wire/platforms.ts';
import { t } from '../texts.ts';

/** A shape for each verdict, so that colour is never alone. */
const SHAPES: Record<Verdict, string> = {
  scale: 'M5 1 9.5 8.5h-9z',
  keep: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  watch: 'M5 .5 9.5 5 5 9.5.5 5z',
  stop: 'M1 1h8v8H1z',
};
const TONES: Record<Verdict, string> = { scale: 'good', keep: 'keep', watch: 'watch', stop: 'bad' };

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  return (
    <span class={`badge ${TONES[verdict]}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" fill="currentColor" aria-hidden="true">
        <path d={SHAPES[verdict]} />
      </svg>
      {t(`verdict.${verdict}`)}
    </span>
  );
}
