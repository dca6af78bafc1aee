import '../funnel/funnel.css';
import '../attribution/attribution.css';
import './paths.css';
import { useState } from 'preact/hooks';
import type { PathsReport } from '../../../../shared/wire/paths.ts';
import { SOURCE_DIMENSIONS } from '../../../../shared/wire/report.ts';
import { readPaths } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { PreviousNote } from '../attribution/AttributionReportView.tsx';
import { FilterChoices } from '../attribution/FilterChoices.tsx';
import { FILTERS, filterCount } from '../attribution/view.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { useLoad } from '../load.ts';
import { setQuery, usePlace } from '../location.ts';
import { day } from '../say.ts';
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
          <Report
            view={view}
            report={report}
            today={today}
            showAll={limit < ALL ? () => setLimit(ALL) : null}
          />
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
          <label class="inline">
            <input
              type="checkbox"
              checked={view.previous}
              onChange={(event) => setQuery({ previous: event.currentTarget.checked ? '1' : null })}
            />
            {t('funnel.compare')}
          </label>
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
      <FilterChoices view={view} />
    </>
  );
}

function Report({
  view,
  report,
  today,
  showAll,
}: {
  view: PathsView;
  report: PathsReport;
  today: string;
  showAll: (() => void) | null;
}) {
  const { redemptions, lost, rows } = report.total;
  if (rows === 0) return <Nothing view={view} />;
  const isDrawn = view.flow === 'all' ? redemptions + (lost ?? 0) > 0 : redemptions > 0;
  return (
    <>
      <div class="answer">
        <p>{pathsAnswer(report)}</p>
        <p class="muted small-text">
          {t('paths.axis', { count: report.lookbackDays })} <Limits report={report} />
        </p>
        <PreviousNote report={report} today={today} />
        <ImmatureNote report={report} />
      </div>
      {isDrawn && <PathFlow report={report} flow={view.flow} />}
      <PathTable report={report} showAll={showAll} />
    </>
  );
}

/** What the filters make of the figures. */
function Limits({ report: { filters, total } }: { report: PathsReport }) {
  const isPart = filters.channel !== undefined || filters.campaign !== undefined;
  return (
    <>
      {isPart && t('paths.holding')} {total.lost === null && t('paths.lostUnknown')}
    </>
  );
}

/** Who did not buy yet may still: said where it is counted. */
function ImmatureNote({ report }: { report: PathsReport }) {
  const { immatureFrom, lookbackDays, previous, total } = report;
  if (immatureFrom === null || total.lost === null) return null;
  return (
    <p class="immature">
      <span class="badge watch">{t('immature.badge')}</span>{' '}
      {t('paths.immature', { from: day(immatureFrom), count: lookbackDays })}{' '}
      {previous && t('immature.compare')}
    </p>
  );
}

function Nothing({ view }: { view: PathsView }) {
  const { site } = useSite();
  if (filterCount(view) > 0) return <NothingFits />;
  return (
    <Empty
      title={t('paths.nothing')}
      next={
        <>
          {view.range.name !== '90' && <Longer />}
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

function NothingFits() {
  return (
    <Empty
      title={t('paths.noneFit')}
      next={
        <button type="button" class="primary" onClick={() => setQuery(NO_FILTERS)}>
          {t('paths.allPaths')}
        </button>
      }
    >
      {t('paths.noneFitText')}
    </Empty>
  );
}

const NO_FILTERS = Object.fromEntries(FILTERS.map((filter) => [filter, null]));

/** More days of the same. */
function Longer() {
  return (
    <button type="button" class="primary" onClick={() => setQuery({ range: '90', from: null, to: null })}>
      {t('nobody.longer')}
    </button>
  );
}
