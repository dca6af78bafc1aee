import { useEffect, useState } from 'preact/hooks';
import type { Placement } from '../../shared/wire/placement.ts';
import { t } from '../text.ts';
import { giveBack, isAllowed, onWorkerChanged, requestOrigins } from './worker.ts';

/** A page that is tracked: under which name, and whether the overlay may stand on it. */
export function TrackedPage({ placement, origin }: { placement: Placement; origin: string }) {
  const [allowed, setAllowed] = useState<boolean | null>(null);
  useEffect(() => {
    const closing = new AbortController();
    const look = () => void isAllowed(origin).then((is) => closing.signal.aborted || setAllowed(is));
    onWorkerChanged(look, closing.signal);
    look();
    return () => closing.abort();
  }, [origin]);
  return (
    <section class="card track">
      <h2>{placement.name}</h2>
      <p class="hint">{t(allowed === false ? 'trackedNotAllowed' : 'tracked')}</p>
      {allowed === false ? (
        <button type="button" class="primary" onClick={() => void requestOrigins(origin)}>
          {t('trackAllow')}
        </button>
      ) : null}
      {allowed ? (
        <button type="button" class="plain" onClick={() => void giveBack(origin)}>
          {t('trackRevoke')}
        </button>
      ) : null}
    </section>
  );
}
