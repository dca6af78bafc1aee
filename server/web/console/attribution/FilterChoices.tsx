import { useState } from 'preact/hooks';
import { CHANNELS } from '../../../../shared/channels.ts';
import type { Store } from '../../../../shared/wire/site.ts';
import { listStores, readAttribution } from '../../api.ts';
import { useLoad } from '../load.ts';
import { setQuery } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Choice, type Option } from '../ui/Choice.tsx';
import { rowName } from './rowName.ts';
import { ANEW, type AttributionView, FILTERS, type Filter, filterCount } from './view.ts';

const CAMPAIGNS = 200;

/** What there is to choose from: what is not known yet, or is gone, has its own value as its name. */
interface Known {
  campaigns: string[];
  stores: Store[];
}
/** What a view must hold to be filtered: every page with these in its address filters alike. */
type Filtered = Pick<AttributionView, 'range' | 'filters'>;

const UNKNOWN: Known = { campaigns: [], stores: [] };

/** Which part of the traffic and of the redemptions. Filters that are set can be seen, and taken off, while it is closed. */
export function FilterChoices({ view, names = FILTERS }: { view: Filtered; names?: readonly Filter[] }) {
  const count = filterCount(view);
  const [open, setOpen] = useState(false);
  const known = useKnown(view, open || count > 0);
  return (
    <div class="filters">
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('filters.title')}</summary>
        <div class="choices">
          {names.map((filter) => (
            <FilterChoice key={filter} filter={filter} view={view} known={known} />
          ))}
        </div>
      </details>
      {names.map((filter) => (
        <Chip key={filter} filter={filter} value={view.filters[filter]} known={known} />
      ))}
    </div>
  );
}

/** Campaigns of the days that are looked at, and the stores; asked for once somebody wants to filter. */
function useKnown({ range }: Filtered, isWanted: boolean): Known {
  const { site } = useSite();
  const { from, to } = range;
  const load = useLoad<Known>(JSON.stringify([site.id, from, to, isWanted]), async (signal) => {
    if (!isWanted) return UNKNOWN;
    const query = { by: 'campaign', model: 'last', from, to, limit: CAMPAIGNS } as const;
    const [report, { stores }] = await Promise.all([
      readAttribution(site.id, query, signal),
      listStores(site.id),
    ]);
    return { campaigns: report.rows.map(({ key }) => key), stores };
  });
  return load.loaded.state === 'ready' ? load.loaded.data : UNKNOWN;
}

function FilterChoice({ filter, view, known }: { filter: Filter; view: Filtered; known: Known }) {
  const chosen = view.filters[filter];
  const values = valuesOf(filter, known);
  const all = chosen === null || values.includes(chosen) ? values : [...values, chosen];
  // An empty value is a filter of its own: what has no campaign, or no city.
  const options: Option[] = all.map((value) => ({ value: `=${value}`, words: nameOf(filter, value, known) }));
  return (
    <Choice
      label={t(`by.${filter}`)}
      value={chosen === null ? '' : `=${chosen}`}
      options={[{ value: '', words: t('filters.all') }, ...options]}
      onChoice={(value) => setQuery({ ...ANEW, [filter]: value === '' ? null : value.slice(1) })}
    />
  );
}

function Chip({ filter, value, known }: { filter: Filter; value: string | null; known: Known }) {
  if (value === null) return null;
  const words = t('filters.only', { by: t(`by.${filter}`), name: nameOf(filter, value, known) });
  return (
    <button type="button" class="chip small" onClick={() => setQuery({ ...ANEW, [filter]: null })}>
      {words}
      <span aria-hidden="true">×</span>
      <span class="visually-hidden">{t('filters.remove')}</span>
    </button>
  );
}

function valuesOf(filter: Filter, { campaigns, stores }: Known): string[] {
  if (filter === 'channel') return [...CHANNELS];
  if (filter === 'campaign') return campaigns;
  if (filter === 'store') return stores.map(({ id }) => id);
  return [...new Set(stores.map(({ city }) => city))];
}

function nameOf(filter: Filter, value: string, { stores }: Known): string {
  const label = filter === 'store' ? (stores.find(({ id }) => id === value)?.name ?? null) : value;
  return rowName({ label: label || null }, filter);
}
