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
  lookbackDays: string;
  marginPercent: string;
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
    lookbackDays: String(site?.lookbackDays ?? 30),
    marginPercent: String(site?.marginPercent ?? ''),
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
  const windowDays = readWhole(typed.windowDays, 1, 90);
  if (windowDays === null) wrong.windowDays = t('invalid.windowDays');
  const lookbackDays = readWhole(typed.lookbackDays, 1, 90);
  if (lookbackDays === null) wrong.lookbackDays = t('invalid.windowDays');
  const marginPercent = typed.marginPercent.trim() === '' ? null : readWhole(typed.marginPercent, 0, 100);
  if (marginPercent === null && typed.marginPercent.trim() !== '') wrong.marginPercent = t('invalid.margin');
  if (windowDays === null || lookbackDays === null || Object.keys(wrong).length > 0) {
    throw new InvalidFields(wrong);
  }
  return { ...typed, name: typed.name.trim(), origins, windowDays, lookbackDays, marginPercent };
}

/** A whole number in a range; null for anything else. */
function readWhole(text: string, least: number, most: number): number | null {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : null;
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
