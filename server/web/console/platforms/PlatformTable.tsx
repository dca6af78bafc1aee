import type { PlatformReport, PlatformRow } from '../../../../shared/wire/platforms.ts';
import type { Rate } from '../../../../shared/wire/reportFigures.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { setQuery } from '../location.ts';
import { money, number, percent, typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import { platformsFile } from './csv.ts';
import { VerdictBadge } from './VerdictBadge.tsx';
import { hundredth, nameId, platformName } from './words.ts';

const COLUMNS = [
  'clicks',
  'arrivals',
  'unmeasured',
  'engaged',
  'bots',
  'redemptions',
  'revenue',
  'cost',
] as const;
const PER_HUNDRED: readonly string[] = ['redemptions', 'revenue'];

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
              {PER_HUNDRED.includes(column) && <small>{t('platforms.per')}</small>}
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
  const whole = (minor: number) => number(Math.round(Number(typedMoney(minor, currency))));
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" id={nameId(row.key)} onClick={() => setQuery({ row: row.key })}>
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
      <td class="number">
        {number(row.redemptions)}
        {perHundred && (
          <PerHundred value={perHundred.redemptions} interval={perHundred.interval} words={hundredth} />
        )}
      </td>
      <td class={row.revenueMinor === 0 ? 'number muted' : 'number good'}>
        {amount(row.revenueMinor)}
        {perHundred && (
          <PerHundred
            value={perHundred.revenueMinor}
            interval={perHundred.revenueIntervalMinor}
            words={whole}
          />
        )}
      </td>
      <td class="number">
        {costMinor === null ? '–' : amount(costMinor)}
        {idleCostMinor !== null && idleCostMinor > 0 && (
          <small class="watch idle">{t('platforms.idleOf', { amount: amount(idleCostMinor) })}</small>
        )}
      </td>
    </tr>
  );
}

/** What a hundred clicks came to, and between what it lies. */
function PerHundred({
  value,
  interval,
  words,
}: {
  value: number;
  interval: number[];
  words: (value: number) => string;
}) {
  return (
    <small class="muted">
      {words(value)} ({interval.map((bound) => words(bound)).join('–')})
    </small>
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
