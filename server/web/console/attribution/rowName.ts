import { CHANNELS } from '../../../../shared/channels.ts';
import type { AttributionReport, AttributionRow, ReportBy } from '../../../../shared/wire/report.ts';
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

/** Whose key is no name: only the row itself says what people call it. */
const KEYED: readonly ReportBy[] = ['landing', 'store', 'offer'];

/** What people call the row that is open, also where it is on another page of the table. */
export function openRowName(key: string, { rows, by }: Pick<AttributionReport, 'rows' | 'by'>): string {
  const row = rows.find((each) => each.key === key);
  if (row) return rowName(row, by);
  return KEYED.includes(by) ? t('behind.row') : rowName({ label: key || null }, by);
}
