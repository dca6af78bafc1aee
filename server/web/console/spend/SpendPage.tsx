import '../funnel/funnel.css';
import './spend.css';
import { useState } from 'preact/hooks';
import { getSpend } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { readRange } from '../funnel/view.ts';
import { useLoad } from '../load.ts';
import { usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { ImportCard } from './ImportCard.tsx';
import { ImportList } from './ImportList.tsx';
import { SpendTotalsView } from './SpendTotalsView.tsx';

/** One question: what did the traffic cost, and is it all here? */
export function SpendPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const [round, setRound] = useState(0);
  const today = dayIn(site.timeZone, useNow(60_000));
  const range = readRange(query, today);
  const asked = { from: range.from, to: range.to };
  const load = useLoad(JSON.stringify([site.id, asked, round]), (signal) => getSpend(site.id, asked, signal));
  const changed = () => setRound((each) => each + 1);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('spend.title')}</h1>
          <p class="muted">{t('spend.lead')}</p>
        </div>
        <div class="controls">
          <RangePicker view={{ range }} today={today} />
        </div>
      </div>
      <When load={load}>{(spend) => <SpendTotalsView spend={spend} today={today} />}</When>
      <ImportCard onImported={changed} />
      <ImportList round={round} onRemoved={changed} />
    </>
  );
}
