import { useCallback, useEffect, useState } from 'preact/hooks';
import type { RedemptionList } from '../../../shared/wire/till.ts';
import { listRedemptions } from '../api.ts';
import { troubleOf } from './trouble.ts';

export interface Today {
  list: RedemptionList | null;
  failed: boolean;
  reload: () => void;
}

/** Today's redemptions of this store; loaded anew when the page is looked at again, or is back on line. */
export function useToday(site: string, onExpired: () => void): Today {
  const [list, setList] = useState<RedemptionList | null>(null);
  const [failed, setFailed] = useState(false);
  const reload = useCallback(() => {
    listRedemptions(site).then(
      (loaded) => {
        setList(loaded);
        setFailed(false);
      },
      (error: unknown) => {
        setFailed(true);
        if (troubleOf(error) === 'signedOut') onExpired();
      },
    );
  }, [site, onExpired]);
  useEffect(() => {
    reload();
    const stop = new AbortController();
    const { signal } = stop;
    const onSight = () => document.visibilityState === 'visible' && reload();
    document.addEventListener('visibilitychange', onSight, { signal });
    addEventListener('online', reload, { signal });
    return () => stop.abort();
  }, [reload]);
  return { list, failed, reload };
}
