import type { PositionCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { t } from '../../text.ts';

const SHOWN = 8;

interface Props {
  positions: PositionCounts[];
  /** The keys of those that the page does not have now. */
  missing: ReadonlySet<string>;
  formats: Formats;
}

/** Positions that were clicked in these days and that the page does not have just now. */
export function MissingPositions({ positions, missing, formats }: Props) {
  const gone = positions.filter(({ position }) => missing.has(position));
  if (gone.length === 0) return null;
  return (
    // Closed at first: while a page builds itself up, a list would come and go under the eye.
    <details class="missing">
      <summary>{t('missing', formats.count(gone.length))}</summary>
      <ol>
        {gone.slice(0, SHOWN).map(({ id, label, position, counts }) => (
          <li key={id} title={sentence(label || position, counts, formats)}>
            <span class="name">{label || position}</span>
            <span class="figures">
              {t(
                'missingFigures',
                formats.shortCount(counts.arrival),
                formats.shortCount(counts.redemption),
                formats.shortMoney(counts.revenueMinor),
              )}
            </span>
          </li>
        ))}
      </ol>
      {gone.length > SHOWN ? <p class="note">{t('andMore', formats.count(gone.length - SHOWN))}</p> : null}
    </details>
  );
}

function sentence(name: string, counts: PositionCounts['counts'], formats: Formats): string {
  const { arrival, redemption, revenueMinor } = counts;
  return t(
    'badgeSentence',
    name,
    formats.count(arrival),
    formats.count(redemption),
    formats.money(revenueMinor),
  );
}
