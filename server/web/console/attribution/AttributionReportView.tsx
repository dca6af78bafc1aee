import type { AttributionReport } from '../../../../shared/wire/report.ts';
import { addDays } from '../../format.ts';
import { setQuery } from '../location.ts';
import { day } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { attributionAnswer } from './answer.ts';
import { CreditChart } from './CreditChart.tsx';
import { NoMargin, NoSpend, Nothing } from './Nothing.tsx';
import { ReportTable } from './ReportTable.tsx';
import { RowRedemptions } from './RowRedemptions.tsx';
import { openRowName } from './rowName.ts';
import { type AttributionView, modelMatters } from './view.ts';

/** The answer in words, then its numbers, then the redemptions that they come from. */
export function AttributionReportView({
  view,
  report,
  leaders,
  today,
  reload,
}: {
  view: AttributionView;
  report: AttributionReport;
  leaders: AttributionReport;
  today: string;
  reload: () => void;
}) {
  const { total } = report;
  const isEmpty = view.columns === 'credit' ? total.credited.redemptions === 0 : leaders.rows.length === 0;
  if (isEmpty) return <Nothing view={view} />;
  return (
    <>
      <div class="answer">
        <p>{attributionAnswer(leaders)}</p>
        {modelMatters(report) && (
          <p class="muted small-text">
            {t(`model.${report.model}.text`)} {t('attribution.axis', { count: report.lookbackDays })}
          </p>
        )}
        <PreviousNote report={report} today={today} />
        <ImmatureNote view={view} report={report} />
      </div>
      {view.columns === 'cost' && (total.cost?.sumMinor ? <NoMargin /> : <NoSpend />)}
      <CreditChart report={leaders} columns={view.columns} />
      <ReportTable view={view} report={report} />
      {view.row !== null && (
        <RowRedemptions
          key={view.row}
          row={view.row}
          view={view}
          onReturned={reload}
          name={openRowName(view.row, report)}
        />
      )}
    </>
  );
}

/** Which days the changes are against, and why some figures have none. */
export function PreviousNote({
  report: { previous, from, to },
  today,
}: {
  report: Pick<AttributionReport, 'previous' | 'from' | 'to'>;
  today: string;
}) {
  if (!previous) return null;
  const yesterday = addDays(today, -1);
  const { comparable } = previous;
  return (
    <p class="immature">
      {t('previous.days', { from: day(previous.from), to: day(previous.to) })}{' '}
      {!comparable.credited && (
        <>
          <span class="badge watch">{t('previous.badge')}</span> {t('previous.today')}{' '}
          {from <= yesterday && to > yesterday && (
            <button
              type="button"
              class="link"
              onClick={() => setQuery({ range: 'custom', from, to: yesterday, page: null })}
            >
              {t('previous.yesterday')}
            </button>
          )}
        </>
      )}
    </p>
  );
}

/** Whose steps may still rise: said where steps are shown. */
function ImmatureNote({ view, report }: { view: AttributionView; report: AttributionReport }) {
  const { site } = useSite();
  const { immatureFrom, matureTo, previous } = report;
  if (view.columns === 'credit' || immatureFrom === null) return null;
  return (
    <p class="immature">
      <span class="badge watch">{t('immature.badge')}</span>{' '}
      {t('immature.text', { from: day(immatureFrom), count: site.windowDays })}{' '}
      {previous && t('immature.compare')}{' '}
      {matureTo !== null && (
        <button
          type="button"
          class="link"
          onClick={() => setQuery({ range: 'custom', from: report.from, to: matureTo, page: null })}
        >
          {t('immature.only', { to: day(matureTo) })}
        </button>
      )}
    </p>
  );
}
