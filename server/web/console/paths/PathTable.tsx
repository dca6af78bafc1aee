import type { PathFigures, PathsReport, TopPath } from '../../../../shared/wire/paths.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { money, number, typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import { daysText, foldedPath, pathName, touchName } from './words.ts';

/** The paths that most was redeemed along, with those who walked them and did not buy. */
export function PathTable({ report, showAll }: { report: PathsReport; showAll: (() => void) | null }) {
  const { rows, others, total, by, currency, complete } = report;
  return (
    <TableCard
      id="paths"
      title={t('paths.table')}
      file={{ name: `paths-${report.from}-${report.to}`, rows: () => pathRows(report) }}
      note={complete ? t('paths.note') : `${t('paths.note')} ${t('paths.cut')}`}
      foot={
        others &&
        showAll && (
          <div class="buttons">
            <button type="button" class="quiet small" onClick={showAll}>
              {t('paths.more')}
            </button>
          </div>
        )
      }
    >
      <thead>
        <tr>
          <th scope="col">{t('paths.path')}</th>
          {(['redemptions', 'revenue', 'days', 'lostJourneys'] as const).map((column) => (
            <th key={column} scope="col" class="number">
              {t(`paths.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={JSON.stringify(row.path)}>
            <th scope="row">
              <Path path={row.path} by={by} />
            </th>
            <Cells row={row} currency={currency} />
          </tr>
        ))}
        {others && (
          <tr class="muted">
            <th scope="row">{t('paths.others', { count: others.rows })}</th>
            <Cells row={others} currency={currency} />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('paths.total')}</th>
          <Cells row={total} currency={currency} />
        </tr>
      </tfoot>
    </TableCard>
  );
}

/** The table as it is shown, in whole numbers and exact days. */
function pathRows({ rows, others, total, by, currency }: PathsReport): (string | number)[][] {
  const cells = ({ redemptions, revenueMinor, days, lost }: PathFigures) => [
    redemptions,
    Number(typedMoney(revenueMinor, currency)),
    days ?? '',
    lost,
  ];
  return [
    [
      t('paths.path'),
      t('paths.redemptions'),
      `${t('paths.revenue')} (${currency})`,
      t('paths.days'),
      t('paths.lostJourneys'),
    ],
    ...rows.map((row) => [pathName(row, by), ...cells(row)]),
    ...(others ? [[t('paths.others', { count: others.rows }), ...cells(others)]] : []),
    [t('paths.total'), ...cells(total)],
  ];
}

/** Touch after touch; an arrow between is for the eye alone. */
function Path({ path, by }: { path: TopPath['path']; by: PathsReport['by'] }) {
  return (
    <ol class="path-steps">
      {foldedPath(path).map(({ key, times }, index) => (
        <li key={`${index} ${key}`}>
          {touchName(key, by)}
          {times > 1 && <span class="muted"> ×{number(times)}</span>}
        </li>
      ))}
    </ol>
  );
}

function Cells({ row, currency }: { row: PathFigures; currency: string }) {
  return (
    <>
      <td class="number">{number(row.redemptions)}</td>
      <td class={row.revenueMinor === 0 ? 'number muted' : 'number good'}>
        {money(row.revenueMinor, currency)}
      </td>
      <td class="number">{daysText(row.days)}</td>
      <td class="number muted">{number(row.lost)}</td>
    </>
  );
}
