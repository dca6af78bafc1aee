import '../funnel/funnel.css';
import '../attribution/attribution.css';
import './redemptions.css';
import { listTakenBack } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { ReportTabs } from '../attribution/ReportTabs.tsx';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { useLoad } from '../load.ts';
import { usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { FindSale } from './FindSale.tsx';
import { RedemptionPage } from './RedemptionPage.tsx';
import { TakenBackTable } from './TakenBackTable.tsx';
import { readListView, takenBackQuery } from './view.ts';

/** Single redemptions: one by its id, or those that were taken back and any that is looked for. */
export function RedemptionsPage({ rest: [id] }: { rest: string[] }) {
  return id === undefined ? <List /> : <RedemptionPage key={id} id={id} />;
}

function List() {
  const { site } = useSite();
  const { query } = usePlace();
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readListView(query, today);
  const asked = takenBackQuery(view);
  const load = useLoad(JSON.stringify([site.id, asked]), (signal) => listTakenBack(site.id, asked, signal));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('redemptions.title')}</h1>
          <p class="muted">{t('redemptions.lead')}</p>
        </div>
        <div class="controls">
          <RangePicker view={view} today={today} />
        </div>
      </div>
      <ReportTabs shown="redemptions" />
      <FindSale find={view.find} />
      <When load={load}>{(list) => <TakenBackTable list={list} view={view} />}</When>
    </>
  );
}
