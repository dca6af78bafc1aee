import '../funnel/funnel.css';
import './attribution.css';
import type { AttributionReport } from '../../../../shared/wire/report.ts';
import { readAttribution } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { useLoad } from '../load.ts';
import { usePlace } from '../location.ts';
import { ParticipationPage } from '../participation/ParticipationPage.tsx';
import { useSite } from '../session.ts';
import { When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { AttributionHead } from './AttributionHead.tsx';
import { AttributionReportView } from './AttributionReportView.tsx';
import { type AttributionView, attributionQuery, leadersQuery, readAttributionView } from './view.ts';

/** One question: who earned the money that was taken in the stores? */
export function AttributionPage({ rest }: { rest: string[] }) {
  return rest[0] === 'participation' ? <ParticipationPage /> : <Attribution />;
}

function Attribution() {
  const { site } = useSite();
  const { query } = usePlace();
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readAttributionView(query, today);
  const key = JSON.stringify([site.id, attributionQuery(view)]);
  const load = useLoad(key, (signal) => readPage(site.id, view, signal));
  return (
    <>
      <AttributionHead view={view} today={today} />
      <When load={load}>
        {({ report, leaders }) => (
          <AttributionReportView
            view={view}
            report={report}
            leaders={leaders}
            today={today}
            reload={load.reload}
          />
        )}
      </When>
    </>
  );
}

/** The rows of a page, and those that earned most, which only the first page in the usual order has. */
async function readPage(
  site: string,
  view: AttributionView,
  signal: AbortSignal,
): Promise<{ report: AttributionReport; leaders: AttributionReport }> {
  const asked = attributionQuery(view);
  const leading = leadersQuery(view);
  if (JSON.stringify(asked) === JSON.stringify(leading)) {
    const report = await readAttribution(site, asked, signal);
    return { report, leaders: report };
  }
  const [report, leaders] = await Promise.all([
    readAttribution(site, asked, signal),
    readAttribution(site, leading, signal),
  ]);
  return { report, leaders };
}
