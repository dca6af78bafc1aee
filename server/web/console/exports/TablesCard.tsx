import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportName,
  OPEN_EXPORTS,
  OWNER_EXPORTS,
} from '../../../../shared/wire/exports.ts';
import { exportPath } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { type Range, readRange } from '../funnel/view.ts';
import { setQuery, usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { useNow } from '../ui/useNow.ts';

/** Tables that are asked for by day; the others are always whole. */
const DATED: ReadonlySet<string> = new Set([
  'counters',
  'days',
  'bots',
  'spend',
  'path-days',
  'redemptions',
  'returns',
  'coupons',
  'conversions',
  'events',
]);

/** Every table as a file: which days and which format lie in the address. */
export function TablesCard() {
  const { site, role } = useSite();
  const { query } = usePlace();
  const today = dayIn(site.timeZone, useNow(60_000));
  const range = query.has('range') ? readRange(query, today) : null;
  const format = EXPORT_FORMATS.find((each) => each === query.get('format')) ?? 'csv';
  const isOwner = role === 'owner';
  return (
    <section class="card exports-part" aria-labelledby="tables-title">
      <h2 id="tables-title">{t('exports.tables')}</h2>
      <p class="muted small-text">{t('exports.tablesText')}</p>
      <div class="controls">
        <label class="inline">
          <input
            type="checkbox"
            checked={range === null}
            onChange={(event) =>
              setQuery({ range: event.currentTarget.checked ? null : '28', from: null, to: null })
            }
          />
          {t('exports.everything')}
        </label>
        {range && <RangePicker view={{ range }} today={today} />}
        <FormatChoice format={format} />
      </div>
      <ul class="export-list">
        {[...(isOwner ? OWNER_EXPORTS : []), ...OPEN_EXPORTS].map((what) => (
          <TableRow key={what} what={what} format={format} range={range} />
        ))}
      </ul>
      {!isOwner && <p class="muted small-text">{t('exports.ownersOnly')}</p>}
    </section>
  );
}

function FormatChoice({ format }: { format: ExportFormat }) {
  return (
    <fieldset class="range">
      <legend class="visually-hidden">{t('exports.format')}</legend>
      <div class="segments">
        {EXPORT_FORMATS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="format"
              checked={format === each}
              onChange={() => setQuery({ format: each === 'csv' ? null : each })}
            />
            <span>{each.toUpperCase()}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TableRow({ what, format, range }: { what: ExportName; format: ExportFormat; range: Range | null }) {
  const { site } = useSite();
  const days = range && DATED.has(what) ? { from: range.from, to: range.to } : {};
  return (
    <li>
      <span>
        {t(`table.${what}`)}
        <small class="muted">
          {t(`table.${what}Text`)}
          {range && !DATED.has(what) && ` · ${t('exports.whole')}`}
        </small>
      </span>
      <a
        class="button small"
        href={exportPath(site.id, what, { format, ...days })}
        download
        aria-label={t('exports.downloadOf', { table: t(`table.${what}`) })}
      >
        {t('exports.download')}
      </a>
    </li>
  );
}
