import type { DayCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { t } from '../../text.ts';
import { sparkPath } from './sparkPath.ts';

interface Props {
  days: DayCounts[];
  measure: 'arrival' | 'revenueMinor';
  formats: Formats;
}

/** One measure by day, as a line without axes; nothing for a single day. */
export function Sparkline({ days, measure, formats }: Props) {
  const values = days.map(({ counts }) => counts[measure]);
  const highest = days.reduce<DayCounts | null>(
    (high, day) => (high && high.counts[measure] >= day.counts[measure] ? high : day),
    null,
  );
  if (days.length < 2 || !highest) return null;
  const peak = highest.counts[measure];
  const label = t(
    measure === 'arrival' ? 'sparkArrivals' : 'sparkRevenue',
    measure === 'arrival' ? formats.count(peak) : formats.money(peak),
    formats.day(highest.day),
  );
  const { line, area } = sparkPath(values);
  return (
    <figure class={`spark ${measure}`} title={label}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
        <path class="area" d={area} />
        <path class="line" d={line} />
      </svg>
      <figcaption>{t(measure === 'arrival' ? 'stepArrival' : 'revenue')}</figcaption>
    </figure>
  );
}
