import type { SiteInput } from '../../shared/wire/site.ts';
import { isTimeZone } from './day.ts';
import { failed, type Outcome } from './outcome.ts';
import type { SiteSettings } from './site.ts';

/** What an owner sets of a site. */
export type SiteTerms = Omit<SiteSettings, 'id' | 'keySecret' | 'signingSecret'>;

const DEFAULTS = { windowDays: 30, hashRoutes: false };

/** Checks what an owner gives; of a site that is there, what is not given stays. */
export function decideSite(input: SiteInput): Outcome<SiteTerms>;
export function decideSite(input: Partial<SiteInput>, known: SiteTerms): Outcome<SiteTerms>;
export function decideSite(input: Partial<SiteInput>, known?: SiteTerms): Outcome<SiteTerms> {
  const origins = (input.origins ?? known?.origins ?? []).map(readOrigin);
  const terms = {
    name: (input.name ?? known?.name ?? '').trim(),
    origins: [...new Set(origins.filter((origin) => origin !== null))],
    timeZone: input.timeZone ?? known?.timeZone ?? '',
    currency: input.currency ?? known?.currency ?? '',
    windowDays: input.windowDays ?? known?.windowDays ?? DEFAULTS.windowDays,
    hashRoutes: input.hashRoutes ?? known?.hashRoutes ?? DEFAULTS.hashRoutes,
    lookbackDays: input.lookbackDays ?? known?.lookbackDays ?? input.windowDays ?? DEFAULTS.windowDays,
    marginPercent: input.marginPercent === undefined ? (known?.marginPercent ?? null) : input.marginPercent,
    channelRules: input.channelRules ?? known?.channelRules ?? [],
  };
  const errors = origins.flatMap((origin, index) =>
    origin === null
      ? [{ field: `origins/${index}`, message: 'must be an address like https://shop.example' }]
      : [],
  );
  for (const [index, { match }] of terms.channelRules.entries()) {
    if (Object.keys(match).length > 0) continue;
    errors.push({ field: `channelRules/${index}`, message: 'must say what it matches' });
  }
  if (terms.name === '') errors.push({ field: 'name', message: 'must not be empty' });
  if (!isTimeZone(terms.timeZone))
    errors.push({ field: 'timeZone', message: 'must be a time zone like Asia/Shanghai' });
  if (!isCurrency(terms.currency)) errors.push({ field: 'currency', message: 'must be a currency like CNY' });
  if (errors.length > 0) return failed('invalidInput', 'Mend the fields that `errors` names.', { errors });
  return { ok: true, value: terms };
}

/** The origin of a web address as browsers write it; null for anything else. */
function readOrigin(text: string): string | null {
  if (!URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '' ? url.origin : null;
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}
