import '../funnel/funnel.css';
import '../attribution/attribution.css';
import './platforms.css';
import { readPlatforms } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { useLoad } from '../load.ts';
import { setQuery, usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { PlatformReportView } from './PlatformReportView.tsx';
import { PLATFORM_KEYS, platformsQuery, readPlatformsView } from './view.ts';

/** One question: which platforms bring water, and which bring customers? */
export function PlatformsPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const today = dayIn(site.timeZone, useNow(60_000));
  const view = readPlatformsView(query, today);
  const asked = platformsQuery(view);
  const load = useLoad(JSON.stringify([site.id, asked]), (signal) => readPlatforms(site.id, asked, signal));
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('platforms.title')}</h1>
          <p class="muted">{t('platforms.lead')}</p>
        </div>
        <div class="controls">
          <RangePicker view={view} today={today} />
        </div>
      </div>
      <div class="choices">
        <Choice
          label={t('attribution.by')}
          value={view.by}
          options={PLATFORM_KEYS.map((by) => [by, t(`by.${by}`)])}
          onChoice={(by) => setQuery({ by, row: null })}
        />
      </div>
      <When load={load}>{(report) => <PlatformReportView view={view} report={report} />}</When>
    </>
  );
}
