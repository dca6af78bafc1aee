import type { Site, SiteInput } from '../../../../shared/wire/site.ts';
import { t } from '../texts.ts';
import { InvalidFields } from '../ui/useForm.ts';
import { guessCurrency } from './guess.ts';

/** A site while it is typed: origins one a line. */
export interface TypedSite {
  name: string;
  origins: string;
  timeZone: string;
  currency: string;
  windowDays: string;
  hashRoutes: boolean;
}

export function typedSite(site?: Site): TypedSite {
  const timeZone = site?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    name: site?.name ?? '',
    origins: site?.origins.join('\n') ?? '',
    timeZone,
    currency: site?.currency ?? guessCurrency(timeZone),
    windowDays: String(site?.windowDays ?? 30),
    hashRoutes: site?.hashRoutes ?? false,
  };
}

/** Reads a typed site; throws InvalidFields for what is no web address and no number of days. */
export function readSite(typed: TypedSite): SiteInput {
  const wrong: Record<string, string> = {};
  const lines = typed.origins.split(/[\s,]+/).filter(Boolean);
  const origins = [...new Set(lines.map((line) => readOrigin(line) ?? line))];
  const odd = lines.find((line) => readOrigin(line) === null);
  if (odd) wrong.origins = t('invalid.origin', { origin: odd });
  if (lines.length === 0) wrong.origins = t('invalid.needed');
  const windowDays = Number(typed.windowDays);
  if (!Number.isInteger(windowDays) || windowDays < 1 || windowDays > 90)
    wrong.windowDays = t('invalid.windowDays');
  if (Object.keys(wrong).length > 0) throw new InvalidFields(wrong);
  return { ...typed, name: typed.name.trim(), origins, windowDays };
}

/** The origin of whatever address was pasted; `shop.example` is taken as https. */
function readOrigin(line: string): string | null {
  const address = /^[a-z]+:\/\//i.test(line) ? line : `https://${line}`;
  if (!URL.canParse(address)) return null;
  const { protocol, origin, hostname } = new URL(address);
  const web = protocol === 'https:' || protocol === 'http:';
  return web && (hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('['))
    ? origin
    : null;
}
