import type { SourceCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { channelName } from '../../live/channelName.ts';
import { sourceName } from '../../live/sourceName.ts';
import { type TextKey, t } from '../../text.ts';

const SHOWN = 5;

interface Props {
  sources: SourceCounts[];
  formats: Formats;
  /** What the first step is called. */
  first?: TextKey;
}

/** Where the members of a cohort came from, and what came of them. */
export function SourceTable({ sources, formats, first = 'stepArrival' }: Props) {
  if (sources.length === 0) return null;
  return (
    <table class="sources">
      <thead>
        <tr>
          <th scope="col">{t('source')}</th>
          <th scope="col">{t(first)}</th>
          <th scope="col">{t('redeemedShort')}</th>
          <th scope="col">{t('revenue')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.slice(0, SHOWN).map((row, line) => (
          // As in the feed, rows stay where they are, of one height: nothing on the page moves.
          <Row key={line} row={row} formats={formats} />
        ))}
      </tbody>
      {sources.length > SHOWN ? (
        <caption>{t('moreSources', formats.count(sources.length - SHOWN))}</caption>
      ) : null}
    </table>
  );
}

function Row({ row, formats }: { row: SourceCounts; formats: Formats }) {
  const { name, detail } = sourceName(row.source);
  const shown = name ?? t('direct');
  const channel = channelName(row.source);
  return (
    <tr data-source={row.source.id}>
      <th scope="row" title={[shown, channel, detail].filter(Boolean).join(' · ')}>
        {shown}
        <span class="campaign">{detail || channel || '\u00a0'}</span>
      </th>
      <td>{formats.shortCount(row.counts.arrival)}</td>
      <td>{formats.shortCount(row.counts.redemption)}</td>
      <td title={formats.money(row.counts.revenueMinor)}>{formats.shortMoney(row.counts.revenueMinor)}</td>
    </tr>
  );
}
