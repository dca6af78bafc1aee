import '../funnel/funnel.css';
import '../attribution/attribution.css';
import './paths.css';
import { useState } from 'preact/hooks';
import type { PathsReport } from '../../../../shared/wire/paths.ts';
import { SOURCE_DIMENSIONS } from '../../../../shared/wire/report.ts';
import { readPaths } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { useLoad } from '../load.ts';
import { setQuery, usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { Empty, When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { PathFlow } from './PathFlow.tsx';
import { PathTable } from './PathTable.tsx';
import { FLOWS, type PathsView, pathsQuery, readPathsView } from './view.ts';
import { pathsAnswer } from './words.ts';

const SHOWN = 20;
const ALL = 200;

/** One question: by which ways did people come to the till? */
export function PathsPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const [limit, setLimit] = useState(SHOWN);
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readPathsView(query, today);
  const asked = pathsQuery(view, limit);
  const load = useLoad(JSON.stringify([site.id, asked]), (signal) => readPaths(site.id, asked, signal));
  return (
    <>
      <Head view={view} today={today} />
      <When load={load}>
        {(report) => (
          <Report view={view} report={report} showAll={limit < ALL ? () => setLimit(ALL) : null} />
        )}
      </When>
    </>
  );
}

function Head({ view, today }: { view: PathsView; today: string }) {
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('paths.title')}</h1>
          <p class="muted">{t('paths.lead')}</p>
        </div>
        <div class="controls">
          <RangePicker view={view} today={today} />
        </div>
      </div>
      <div class="choices">
        <Choice
          label={t('attribution.by')}
          value={view.by}
          options={SOURCE_DIMENSIONS.map((by) => [by, t(`by.${by}`)])}
          onChoice={(by) => setQuery({ by })}
        />
        <Choice
          label={t('paths.show')}
          value={view.flow}
          options={FLOWS.map((flow) => [flow, t(`paths.show.${flow}`)])}
          onChoice={(flow) => setQuery({ flow })}
        />
      </div>
    </>
  );
}

function Report({
  view,
  report,
  showAll,
}: {
  view: PathsView;
  report: PathsReport;
  showAll: (() => void) | null;
}) {
  const { redemptions, lost, rows } = report.total;
  if (rows === 0) return <Nothing longer={view.range.name !== '90'} />;
  const isDrawn = view.flow === 'all' ? redemptions + lost > 0 : redemptions > 0;
  return (
    <>
      <div class="answer">
        <p>{pathsAnswer(report)}</p>
        <p class="muted small-text">{t('paths.axis', { count: report.lookbackDays })}</p>
      </div>
      {isDrawn && <PathFlow report={report} flow={view.flow} />}
      <PathTable report={report} showAll={showAll} />
    </>
  );
}

function Nothing({ longer }: { longer: boolean }) {
  const { site } = useSite();
  return (
    <Empty
      title={t('paths.nothing')}
      next={
        <>
          {longer && (
            <a class="button primary" href="?range=90">
              {t('nobody.longer')}
            </a>
          )}
          <a class="button" href={`/sites/${site.id}/settings`}>
            {t('paths.toSettings')}
          </a>
        </>
      }
    >
      {t('paths.nothingText')}
    </Empty>
  );
}
