import { CHANNELS } from '../../../../shared/channels.ts';
import type { AttributionRow, ReportBy } from '../../../../shared/wire/report.ts';
import { t } from '../texts.ts';

/** What people call a row; what has no name is said to have none. */
export function rowName({ label }: Pick<AttributionRow, 'label'>, by: ReportBy): string {
  const channel = by === 'channel' && CHANNELS.find((each) => each === label);
  if (channel) return t(`channel.${channel}`);
  if (label !== null) return label;
  if (by === 'source') return t('source.direct');
  if (by === 'product') return t('attribution.notItemised');
  return by === 'store' || by === 'offer' ? t('attribution.removed') : t('attribution.none');
}
