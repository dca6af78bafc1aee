import type { SourceLabel } from '../../../../shared/wire/funnel.ts';
import { t } from '../texts.ts';

/** What people call a source: its name, else the site that linked here, else "Direct". */
export function sourceName(source: SourceLabel): string {
  return source.source ?? source.referrerHost ?? t('source.direct');
}

/** The rest of what is known of it: `social · autumn · banner-1`. */
export function sourceDetail(source: SourceLabel): string {
  return [source.medium, source.campaign, source.content, source.term].filter(Boolean).join(' · ');
}
