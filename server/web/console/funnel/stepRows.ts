import { stepRates } from '../../../../shared/funnelRates.ts';
import type { Counts, Funnel } from '../../../../shared/wire/funnel.ts';
import { t } from '../texts.ts';
import { countCells, countHeads } from './countRows.ts';

/** The bars as rows of a file: counts, and shares of arrivals as fractions. */
export function stepRows(counts: Counts, before: Counts | null, clicks: number): (string | number)[][] {
  const ratesBefore = before && stepRates(before);
  const blank = ratesBefore ? ['', ''] : [];
  return [
    [
      t('bars.step'),
      t('bars.team'),
      t('bars.count'),
      t('bars.share'),
      ...(ratesBefore ? [t('bars.before'), `${t('bars.share')}, ${t('bars.before')}`] : []),
    ],
    ...(clicks > 0 ? [[t('step.click'), '', clicks, '', ...blank]] : []),
    ...stepRates(counts).map(({ step, team, count, share }, index) => {
      const then = ratesBefore?.[index];
      const old = ratesBefore ? [then?.count ?? '', then?.share ?? ''] : [];
      return [t(`step.${step}`), t(`team.${team}`), count, share ?? '', ...old];
    }),
  ];
}

/** The range’s days as rows of a file, each with every step: the picture shows one of them. */
export function dayRows({ days, currency }: Pick<Funnel, 'days' | 'currency'>): (string | number)[][] {
  return [
    [t('days.day'), ...countHeads(currency)],
    ...days.map(({ day, counts }) => [day, ...countCells(counts, currency)]),
  ];
}
