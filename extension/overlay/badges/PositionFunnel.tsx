import { shareInterval, shareOf } from '../../../shared/funnelRates.ts';
import type { PositionCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { t } from '../../text.ts';
import { FunnelBars } from '../panel/FunnelBars.tsx';

interface Props {
  row: PositionCounts;
  /** Of the page on which the position stands. */
  arrivals: number;
  formats: Formats;
}

/** What became of those who clicked one position. */
export function PositionFunnel({ row: { label, position, counts }, arrivals, formats }: Props) {
  const share = shareOf(counts.arrival, arrivals);
  const interval = share === null || share > 1 ? null : shareInterval(counts.arrival, arrivals);
  return (
    <>
      <strong class="label">{label || position}</strong>
      {share === null || !interval ? null : (
        <p class="of-page">
          {t('clickedShare', formats.share(share))}{' '}
          <span class="interval">{formats.interval(...interval)}%</span>
        </p>
      )}
      <FunnelBars counts={counts} first="stepClicked" formats={formats} />
      <p class="sum">
        <span>{t('revenue')}</span>
        <b>{formats.money(counts.revenueMinor)}</b>
      </p>
      <p class="note">{t('participation')}</p>
    </>
  );
}
