import type { Funnel } from '../../../../shared/wire/funnel.ts';
import { setQuery } from '../location.ts';
import { day } from '../say.ts';
import { t } from '../texts.ts';
import { Ago } from '../ui/Ago.tsx';
import { sourceDetail, sourceName } from './source.ts';
import { NO_NAMES, RANGES, type View } from './view.ts';

/** The head of the page: what it is about, how fresh it is, and which days. */
export function FunnelHead({
  view,
  today,
  funnel,
  live,
}: {
  view: View;
  today: string;
  funnel: Funnel | null;
  live: boolean;
}) {
  return (
    <div class="page-head">
      <div>
        {view.page !== null && <BackToSite />}
        <h1>{view.page === null ? t('funnel.title') : view.page}</h1>
        <p class="muted small-text">
          <Freshness funnel={funnel} live={live} />
        </p>
      </div>
      <div class="controls">
        <RangePicker view={view} today={today} />
        <label class="inline">
          <input
            type="checkbox"
            checked={view.compare}
            onChange={(event) => setQuery({ compare: event.currentTarget.checked ? '1' : null })}
          />
          {t('funnel.compare')}
        </label>
        {view.source !== null && <SourceChip source={view.source} funnel={funnel} />}
        <NamesChip names={view.names} />
      </div>
    </div>
  );
}

function BackToSite() {
  return (
    <p class="small-text">
      <button type="button" class="link" onClick={() => setQuery({ page: null })}>
        {t('funnel.wholeSite')}
      </button>
    </p>
  );
}

function Freshness({ funnel, live }: { funnel: Funnel | null; live: boolean }) {
  if (!funnel) return <>{t('loading')}</>;
  const range = funnel.from === funnel.to ? day(funnel.to) : `${day(funnel.from)} – ${day(funnel.to)}`;
  return (
    <>
      {range} ·{' '}
      {live ? (
        <span class="live">{t('funnel.live')}</span>
      ) : (
        <span class="watch">
          {t('funnel.asOf')} <Ago at={funnel.at} />
        </span>
      )}
    </>
  );
}

/** Which days: they lie in the address, so that every page reads them alike. */
export function RangePicker({ view, today }: { view: Pick<View, 'range'>; today: string }) {
  const { range } = view;
  return (
    <fieldset class="range">
      <legend class="visually-hidden">{t('range.label')}</legend>
      <div class="segments">
        {RANGES.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="range"
              checked={range.name === name}
              onChange={() =>
                setQuery(
                  name === 'custom'
                    ? { range: name, from: range.from, to: range.to }
                    : { range: name, from: null, to: null },
                )
              }
            />
            <span>{t(`range.${name}`)}</span>
          </label>
        ))}
      </div>
      {range.name === 'custom' && <CustomRange range={range} today={today} />}
    </fieldset>
  );
}

function CustomRange({ range, today }: { range: View['range']; today: string }) {
  const set = (from: string, to: string) => {
    if (from && to) setQuery(from <= to ? { from, to } : { from: to, to: from });
  };
  return (
    <div class="custom-range">
      <input
        type="date"
        aria-label={t('range.from')}
        value={range.from}
        max={today}
        onChange={(event) => set(event.currentTarget.value, range.to)}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        aria-label={t('range.to')}
        value={range.to}
        max={today}
        onChange={(event) => set(range.from, event.currentTarget.value)}
      />
    </div>
  );
}

function SourceChip({ source, funnel }: { source: number; funnel: Funnel | null }) {
  const label = funnel?.sources.find((each) => each.source.id === source)?.source;
  const words = label
    ? [sourceName(label), sourceDetail(label)].filter(Boolean).join(' · ')
    : t('source.one');
  return <OnlyChip words={words} onRemove={() => setQuery({ source: null })} />;
}

/** Whose funnel a placement's is: all sources whose links carry its names. */
function NamesChip({ names }: Pick<View, 'names'>) {
  const words = Object.values(names).join(' · ');
  return words === '' ? null : <OnlyChip words={words} onRemove={() => setQuery(NO_NAMES)} />;
}

function OnlyChip({ words, onRemove }: { words: string; onRemove: () => void }) {
  return (
    <button type="button" class="chip small" onClick={onRemove}>
      {t('source.only', { source: words })}
      <span aria-hidden="true">×</span>
      <span class="visually-hidden">{t('source.showAll')}</span>
    </button>
  );
}
