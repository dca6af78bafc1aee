import type { SourceCounts, SourceLabel } from '../../../../shared/wire/funnel.ts';
import { t } from '../texts.ts';

/** What people call a source: its name, else the site that linked here, else "Direct". */
export function sourceName(source: SourceLabel): string {
  return source.source ?? source.referrerHost ?? t('source.direct');
}

/** Its channel and the rest of what is known of it: `Paid social · cpc · autumn · banner-1`. */
export function sourceDetail({ channel, medium, campaign, content, term }: SourceLabel): string {
  const named = channel === 'direct' ? null : t(`channel.${channel}`);
  return [named, medium, campaign, content, term].filter(Boolean).join(' · ');
}

/** The campaigns that sources name, in order. */
export function campaignsOf(sources: readonly SourceCounts[]): string[] {
  const names = sources.flatMap(({ source: { campaign } }) => campaign ?? []);
  return [...new Set(names)].sort();
}
