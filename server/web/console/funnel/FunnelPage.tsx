import '../attribution/attribution.css';
import './funnel.css';
import { getFunnel } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { useLoad } from '../load.ts';
import { usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Failure, Loading } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { CampaignChoice } from './CampaignChoice.tsx';
import { FunnelHead } from './FunnelHead.tsx';
import { FunnelReport } from './FunnelReport.tsx';
import { useLiveFunnel } from './useLiveFunnel.ts';
import { funnelQuery, rangeBefore, readView, type View } from './view.ts';

/** One question: how do people come from here to the till, and where are they lost? */
export function FunnelPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readView(query, today);
  const { snapshot, error, live, reload } = useLiveFunnel(site.id, funnelQuery(view));
  const before = useBefore(site.id, view);
  return (
    <>
      <FunnelHead view={view} today={today} funnel={snapshot?.funnel ?? null} live={live} />
      {view.page === null && view.source === null && (
        <CampaignChoice chosen={view.names.utmCampaign ?? null} funnel={snapshot?.funnel ?? null} />
      )}
      {snapshot ? (
        <FunnelReport view={view} snapshot={snapshot} before={before} />
      ) : error ? (
        <Failure error={error} retry={reload} />
      ) : (
        <Loading />
      )}
      {snapshot && error ? <p class="failure">{t('funnel.stale')}</p> : null}
    </>
  );
}

/** The funnel of the days before, where the view compares with it. */
function useBefore(site: string, view: View) {
  const { from, to } = rangeBefore(view.range);
  const query = { ...funnelQuery(view), from, to };
  const { loaded } = useLoad(view.compare ? JSON.stringify([site, query]) : '', (signal) =>
    view.compare ? getFunnel(site, query, signal) : Promise.resolve(null),
  );
  return view.compare ? loaded.data : null;
}
