import '../attribution/reportTable.css';
import { COUNTED_STEPS, type CountedStep } from '../../../../shared/steps.ts';
import type { ParticipationReport, ParticipationRow } from '../../../../shared/wire/participation.ts';
import { intervalOf } from '../attribution/cell.ts';
import { download } from '../attribution/download.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { setQuery } from '../location.ts';
import { money, number, percent } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Pager } from '../ui/Pager.tsx';
import { participationCsv } from './csv.ts';
import { PAGE_ROWS, type ParticipationView } from './view.ts';
import { subjectName } from './words.ts';

/** What became of those who met each page or clicked each position. No total: one visitor is in many rows. */
export function ParticipationTable({
  view,
  report,
}: {
  view: ParticipationView;
  report: ParticipationReport;
}) {
  const { rows, by, more, from, to } = report;
  const file = `participation-${by}-${from}-${to}.csv`;
  return (
    <TableCard
      id="participation"
      title={t(`participation.table.${by}`)}
      note={t('participation.note')}
      foot={
        <div class="table-foot">
          <button type="button" class="small" onClick={() => download(file, participationCsv(report))}>
            {t('attribution.csv')}
          </button>
          <Pager
            page={view.page}
            size={PAGE_ROWS}
            shown={rows.length}
            total={null}
            more={more}
            onPage={(page) => setQuery({ page: page === 1 ? null : String(page) })}
          />
        </div>
      }
    >
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {t(`participation.${by}`)}
          </th>
          <th scope="colgroup" colSpan={COUNTED_STEPS.length + 1} class="axis">
            {t('axis.joinDay')}
            {report.immatureFrom !== null && <span class="watch"> · {t('immature.badge')}</span>}
          </th>
        </tr>
        <tr>
          {COUNTED_STEPS.map((step) => (
            <th key={step} scope="col" class="number">
              {step === 'arrival' ? t(`participation.met.${by}`) : t(`step.${step}`)}
            </th>
          ))}
          <th scope="col" class="number">
            {t('measure.revenueMinor')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} currency={report.currency} />
        ))}
      </tbody>
    </TableCard>
  );
}

function Row({ row, currency }: { row: ParticipationRow; currency: string }) {
  const { revenueMinor } = row.counts;
  return (
    <tr>
      <th scope="row">
        <Subject row={row} />
      </th>
      {COUNTED_STEPS.map((step) => (
        <StepCell key={step} row={row} step={step} />
      ))}
      <td class={revenueMinor === 0 ? 'number muted' : 'number good'}>{money(revenueMinor, currency)}</td>
    </tr>
  );
}

/** A page leads to its positions; a position to the funnel of its page. */
function Subject({ row }: { row: ParticipationRow }) {
  const { site } = useSite();
  const name = subjectName(row);
  if (row.position === null) {
    return (
      <>
        <button
          type="button"
          class="link"
          onClick={() => setQuery({ by: 'position', on: row.page, page: null })}
        >
          {name}
        </button>
        {name !== row.page && <small class="muted">{row.page}</small>}
      </>
    );
  }
  return (
    <>
      {name}
      <small class="muted">
        <a href={`/sites/${site.id}/funnel?page=${encodeURIComponent(row.page)}`}>{row.page}</a>
        {name !== row.position && ` · ${row.position}`}
      </small>
    </>
  );
}

function StepCell({ row: { counts, rates }, step }: { row: ParticipationRow; step: CountedStep }) {
  const rate = step === 'arrival' ? null : rates[step];
  return (
    <td class={counts[step] === 0 ? 'number muted' : 'number'}>
      {number(counts[step])}
      {rate && (
        <small>
          {percent(rate.share)}
          {rate.interval && <i> {intervalOf(rate)}</i>}
        </small>
      )}
    </td>
  );
}
