import type { ParticipationReport } from '../../../../shared/wire/participation.ts';
import { readParticipation } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { FilterChoices } from '../attribution/FilterChoices.tsx';
import { NO_FILTERS } from '../attribution/Nothing.tsx';
import { ReportTabs } from '../attribution/ReportTabs.tsx';
import { filterCount } from '../attribution/view.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { useLoad } from '../load.ts';
import { setQuery, usePlace } from '../location.ts';
import { day } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { Empty, When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { ParticipationTable } from './ParticipationTable.tsx';
import {
  type ParticipationView,
  participationQuery,
  readParticipationView,
  SUBJECTS,
  TRAFFIC_FILTERS,
} from './view.ts';
import { participationAnswer } from './words.ts';

/** One question: what did those see and click who came to the till? */
export function ParticipationPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readParticipationView(query, today);
  const asked = participationQuery(view);
  const load = useLoad(JSON.stringify([site.id, asked]), (signal) =>
    readParticipation(site.id, asked, signal),
  );
  return (
    <>
      <Head view={view} today={today} />
      <When load={load}>{(report) => <Report view={view} report={report} />}</When>
    </>
  );
}

function Head({ view, today }: { view: ParticipationView; today: string }) {
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('attribution.title')}</h1>
          <p class="muted">{t('participation.lead')}</p>
        </div>
        <div class="controls">
          <RangePicker view={view} today={today} />
        </div>
      </div>
      <ReportTabs shown="participation" />
      <div class="choices">
        <Choice
          label={t('attribution.by')}
          value={view.by}
          options={SUBJECTS.map((by) => [by, t(`participation.${by}`)])}
          onChoice={(by) => setQuery({ by, on: null, page: null })}
        />
      </div>
      <FilterChoices view={view} names={TRAFFIC_FILTERS} />
      {view.on !== null && (
        <div class="filters">
          <button type="button" class="chip small" onClick={() => setQuery({ on: null, page: null })}>
            {t('participation.on', { page: view.on })}
            <span aria-hidden="true">×</span>
            <span class="visually-hidden">{t('filters.remove')}</span>
          </button>
        </div>
      )}
    </>
  );
}

function Report({ view, report }: { view: ParticipationView; report: ParticipationReport }) {
  const { site } = useSite();
  if (report.rows.length === 0) return <Nothing view={view} />;
  return (
    <>
      <div class="answer">
        <p>{participationAnswer(report)}</p>
        <p class="immature">
          <span class="badge muted">{t('participation.badge')}</span> {t('participation.text')}
        </p>
        {report.immatureFrom !== null && (
          <p class="immature">
            <span class="badge watch">{t('immature.badge')}</span>{' '}
            {t('immature.text', { from: day(report.immatureFrom), count: site.windowDays })}
          </p>
        )}
      </div>
      <ParticipationTable view={view} report={report} />
    </>
  );
}

function Nothing({ view }: { view: ParticipationView }) {
  const { site } = useSite();
  return (
    <Empty
      title={t(`participation.nobody.${view.by}`)}
      next={
        <>
          {filterCount(view) > 0 && (
            <button type="button" onClick={() => setQuery({ ...NO_FILTERS, page: null })}>
              {t('filters.removeAll')}
            </button>
          )}
          {view.range.name !== '90' && (
            <button
              type="button"
              class="primary"
              onClick={() => setQuery({ range: '90', from: null, to: null, page: null })}
            >
              {t('nobody.longer')}
            </button>
          )}
          <a class="button" href={`/sites/${site.id}/settings#tag`}>
            {t('nobody.tag')}
          </a>
        </>
      }
    >
      {t('participation.nobodyText')}
    </Empty>
  );
}
