import type { PlatformReport, PlatformRow } from '../../../../shared/wire/platforms.ts';
import type { Rate } from '../../../../shared/wire/reportFigures.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { setQuery } from '../location.ts';
import { money, number, percent } from '../say.ts';
import { t } from '../texts.ts';
import { platformsFile } from './csv.ts';
import { VerdictBadge } from './VerdictBadge.tsx';
import { hundredth, platformName } from './words.ts';

const COLUMNS = [
  'clicks',
  'arrivals',
  'unmeasured',
  'engaged',
  'bots',
  'redemptions',
  'redemptionsPer',
  'revenuePer',
  'cost',
  'idle',
] as const;

/** What each platform delivered, what came of it and what that cost. */
export function PlatformTable({ report }: { report: PlatformReport }) {
  const { rows, by } = report;
  return (
    <TableCard
      id="platform-check"
      title={t('attribution.table', { by: t(`by.${by}`) })}
      note={t('platforms.note')}
      file={platformsFile(report)}
    >
      <thead>
        <tr>
          <th scope="col">{t(`by.${by}`)}</th>
          <th scope="col">{t('platforms.verdict')}</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class="number">
              {t(`platforms.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} report={report} />
        ))}
      </tbody>
    </TableCard>
  );
}

function Row({ row, report: { by, currency } }: { row: PlatformRow; report: PlatformReport }) {
  const { perHundred, costMinor, idleCostMinor } = row;
  const amount = (minor: number) => money(minor, currency);
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" onClick={() => setQuery({ row: row.key })}>
          {platformName(row.key, by)}
        </button>
      </th>
      <td>
        <VerdictBadge verdict={row.verdict.verdict} />
      </td>
      <td class="number">{row.clicks === null ? '–' : number(row.clicks)}</td>
      <td class="number">{number(row.arrivals)}</td>
      <td class="number">
        {row.unmeasured === null ? '–' : number(row.unmeasured)}
        {row.unmeasured !== null && row.clicks !== null && (
          <small class="muted">{percent(row.unmeasured / row.clicks)}</small>
        )}
      </td>
      <RateCell rate={row.engaged} />
      <td class="number">
        {percent(row.botShare)}
        {row.botArrivals > 0 && <small class="muted">{number(row.botArrivals)}</small>}
      </td>
      <td class="number">{number(row.redemptions)}</td>
      <td class="number">
        {perHundred ? hundredth(perHundred.redemptions) : '–'}
        {perHundred && <small class="muted">{perHundred.interval.map(hundredth).join('–')}</small>}
      </td>
      <td class={row.revenueMinor === 0 ? 'number muted' : 'number good'}>
        {perHundred ? amount(perHundred.revenueMinor) : '–'}
        {perHundred && <small class="muted">{perHundred.revenueIntervalMinor.map(amount).join('–')}</small>}
      </td>
      <td class="number">{costMinor === null ? '–' : amount(costMinor)}</td>
      <td class={idleCostMinor ? 'number watch' : 'number muted'}>
        {idleCostMinor === null ? '–' : amount(idleCostMinor)}
      </td>
    </tr>
  );
}

function RateCell({ rate }: { rate: Rate | null }) {
  return (
    <td class="number">
      {percent(rate?.share ?? null)}
      {rate?.interval && <small class="muted">{rate.interval.map(percent).join('–')}</small>}
    </td>
  );
}
