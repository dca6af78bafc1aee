import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { formatMoney } from '../../../shared/money.ts';
import type { Site } from '../../../shared/wire/site.ts';
import { formatClock } from '../format.ts';
import { formatMoment } from './moment.ts';
import { language, type TillKey, t } from './words.ts';

/** How the till speaks: the clerk's language, the site's currency and time zone. */
export interface Tongue {
  t: (key: TillKey, values?: Record<string, string | number>) => string;
  money: (amountMinor: number) => string;
  moment: (at: number) => string;
  clock: (at: number) => string;
}

export function tongueOf(site: Pick<Site, 'currency' | 'timeZone'>): Tongue {
  return {
    t,
    money: (amountMinor) => formatMoney(amountMinor, site.currency, language()),
    moment: (at) => formatMoment(at, Date.now(), language(), site.timeZone),
    clock: (at) => formatClock(at, language(), site.timeZone),
  };
}

export const TongueContext = createContext<Tongue>(tongueOf({ currency: 'EUR', timeZone: 'UTC' }));

export const useTongue = (): Tongue => useContext(TongueContext);
