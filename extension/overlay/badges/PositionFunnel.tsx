import { shareInterval, shareOf } from '../../../shared/funnelRates.ts';
import type { SourceCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { t } from '../../text.ts';
import { FunnelBars } from '../panel/FunnelBars.tsx';
import { SourceTable } from '../panel/SourceTable.tsx';
import type { MarkRow } from './layer.ts';
import type { MarkWords } from './words.ts';

interface Props {
  row: MarkRow;
  /** Of the page around it. */
  arrivals: number;
  words: MarkWords;
  /** Where those who clicked came from; null: it is not known, or not yet. */
  sources: SourceCounts[] | null;
  formats: Formats;
}

/** What became of those who clicked one position, and where they came from. */
export function PositionFunnel({
  row: { label, position, counts, frame },
  arrivals: around,
  words,
  sources,
  formats,
}: Props) {
  const arrivals = frame?.arrivals ?? around;
  const share = words.isShare ? shareOf(counts.arrival, arrivals) : null;
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
      <FunnelBars counts={counts} first={words.first} formats={formats} />
      <p class="sum">
        <span>{t('revenue')}</span>
        <b>{formats.money(counts.revenueMinor)}</b>
      </p>
      {sources ? <SourceTable sources={sources} first={words.firstShort} formats={formats} /> : null}
      {frame ? <p class="note">{t('frameNote', frame.page)}</p> : null}
      <p class="note">{t(words.note)}</p>
    </>
  );
}
