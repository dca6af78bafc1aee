import type { AttributionReport } from '../../../../shared/wire/report.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Empty } from '../ui/Notice.tsx';
import { attributionAnswer } from './answer.ts';
import { CreditChart } from './CreditChart.tsx';
import { CreditTable } from './CreditTable.tsx';
import { RowRedemptions } from './RowRedemptions.tsx';
import { rowName } from './rowName.ts';
import { type AttributionView, isShared } from './view.ts';

/** The answer in words, then its numbers, then the redemptions that they come from. */
export function AttributionReportView({
  view,
  report,
  showAll,
  reload,
}: {
  view: AttributionView;
  report: AttributionReport;
  showAll: (() => void) | null;
  reload: () => void;
}) {
  if (report.total.credited.redemptions === 0) return <Nothing view={view} />;
  const open = view.row === null ? undefined : report.rows.find(({ key }) => key === view.row);
  return (
    <>
      <div class="answer">
        <p>{attributionAnswer(report)}</p>
        <p class="muted small-text">
          {isShared(report.by) && `${t(`model.${report.model}.text`)} `}
          {t('attribution.axis', { count: report.lookbackDays })}
        </p>
      </div>
      <CreditChart report={report} />
      <CreditTable report={report} showAll={showAll} />
      {view.row !== null && (
        <RowRedemptions
          key={view.row}
          row={view.row}
          view={view}
          onReturned={reload}
          name={rowName({ label: open?.label ?? (view.row || null) }, report.by)}
        />
      )}
    </>
  );
}

function Nothing({ view }: { view: AttributionView }) {
  const { site } = useSite();
  return (
    <Empty
      title={t('attribution.nothing')}
      next={
        <>
          {view.range.name !== '90' && (
            <a class="button primary" href="?range=90">
              {t('nobody.longer')}
            </a>
          )}
          <a class="button" href={`/sites/${site.id}/campaigns`}>
            {t('attribution.toCampaigns')}
          </a>
        </>
      }
    >
      {t('attribution.nothingText')}
    </Empty>
  );
}
