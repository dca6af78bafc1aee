import '../funnel/funnel.css';
import '../attribution/attribution.css';
import '../attribution/reportTable.css';
import './spend.css';
import { useState } from 'preact/hooks';
import { getSpend } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { rangeBefore } from '../funnel/view.ts';
import { useLoad } from '../load.ts';
import { setQuery, usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { ImportCard } from './ImportCard.tsx';
import { ImportList } from './ImportList.tsx';
import { SpendFilters } from './SpendFilters.tsx';
import { SpendTotalsView } from './SpendTotalsView.tsx';
import { readSpendView } from './view.ts';

/** One question: what did the traffic cost, and is it all here? */
export function SpendPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const [round, setRound] = useState(0);
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readSpendView(query, today);
  const { range, previous } = view;
  const asked = { from: range.from, to: range.to };
  const load = useLoad(JSON.stringify([site.id, asked, previous, round]), async (signal) => {
    const [now, before] = await Promise.all([
      getSpend(site.id, asked, signal),
      previous ? getSpend(site.id, rangeBefore(asked), signal) : null,
    ]);
    return { now, before };
  });
  const changed = () => setRound((each) => each + 1);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('spend.title')}</h1>
          <p class="muted">{t('spend.lead')}</p>
        </div>
        <div class="controls">
          <RangePicker view={view} today={today} />
          <label class="inline">
            <input
              type="checkbox"
              checked={previous}
              onChange={(event) => setQuery({ previous: event.currentTarget.checked ? '1' : null })}
            />
            {t('funnel.compare')}
          </label>
        </div>
      </div>
      <When load={load}>
        {({ now, before }) => (
          <>
            <SpendFilters view={view} periods={[now, before]} />
            <SpendTotalsView view={view} now={now} before={before} today={today} />
          </>
        )}
      </When>
      <ImportCard onImported={changed} />
      <ImportList round={round} onRemoved={changed} />
    </>
  );
}
