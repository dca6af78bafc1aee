import '../funnel/funnel.css';
import './attribution.css';
import { useState } from 'preact/hooks';
import { readAttribution } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { useLoad } from '../load.ts';
import { usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { AttributionHead } from './AttributionHead.tsx';
import { AttributionReportView } from './AttributionReportView.tsx';
import { attributionQuery, readAttributionView } from './view.ts';

const SHOWN = 50;
const ALL = 1_000;

/** One question: who earned the money that was taken in the stores? */
export function AttributionPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const [limit, setLimit] = useState(SHOWN);
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readAttributionView(query, today);
  const asked = attributionQuery(view, limit);
  const load = useLoad(JSON.stringify([site.id, asked]), (signal) => readAttribution(site.id, asked, signal));
  return (
    <>
      <AttributionHead view={view} today={today} />
      <When load={load}>
        {(report) => (
          <AttributionReportView
            view={view}
            report={report}
            reload={load.reload}
            showAll={limit < ALL ? () => setLimit(ALL) : null}
          />
        )}
      </When>
    </>
  );
}
