import type { PlatformReport, PlatformRow } from '../../../../shared/wire/platforms.ts';
import { typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import type { CsvFile } from '../ui/csvFile.ts';
import { platformName, ruleWords } from './words.ts';

/** The table as it is shown, with each bound and each verdict's rule in a column of its own. */
export function platformsFile(report: PlatformReport): CsvFile {
  const { by, from, to, rows } = report;
  return {
    name: `platforms-${by}-${from}-${to}`,
    rows: () => [heads(report), ...rows.map((row) => line(row, report))],
  };
}

function heads({ by, currency }: PlatformReport): string[] {
  const low = (name: string) => `${name}, ${t('platforms.low')}`;
  const high = (name: string) => `${name}, ${t('platforms.high')}`;
  const inMoney = (name: string) => `${name} (${currency})`;
  const redemptions = t('platforms.redemptionsPer');
  const revenue = inMoney(t('platforms.revenuePer'));
  return [
    t(`by.${by}`),
    t('platforms.verdict'),
    t('platforms.rule'),
    t('platforms.clicks'),
    t('platforms.arrivals'),
    t('platforms.unmeasured'),
    t('platforms.engaged'),
    t('platforms.bots'),
    t('platforms.redemptions'),
    inMoney(t('platforms.revenue')),
    redemptions,
    low(redemptions),
    high(redemptions),
    revenue,
    low(revenue),
    high(revenue),
    inMoney(t('platforms.cost')),
    inMoney(t('platforms.idle')),
  ];
}

function line(row: PlatformRow, report: PlatformReport): (string | number)[] {
  const { by, currency } = report;
  const amount = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? '' : Number(typedMoney(minor, currency));
  const known = (value: number | null | undefined) => value ?? '';
  const per = row.perHundred;
  return [
    platformName(row.key, by),
    t(`verdict.${row.verdict.verdict}`),
    ruleWords(row, report),
    known(row.clicks),
    row.arrivals,
    known(row.unmeasured),
    known(row.engaged?.share),
    known(row.botShare),
    row.redemptions,
    amount(row.revenueMinor),
    known(per?.redemptions),
    known(per?.interval[0]),
    known(per?.interval[1]),
    amount(per?.revenueMinor),
    amount(per?.revenueIntervalMinor[0]),
    amount(per?.revenueIntervalMinor[1]),
    amount(row.costMinor),
    amount(row.idleCostMinor),
  ];
}
