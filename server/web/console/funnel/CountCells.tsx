import { shareOf } from '../../../../shared/funnelRates.ts';
import type { Counts } from '../../../../shared/wire/funnel.ts';
import { money, number, percent } from '../say.ts';
import { useSite } from '../session.ts';
import { type ConsoleKey, t } from '../texts.ts';

const COLUMNS = ['engagement', 'intent', 'coupon', 'visit', 'redemption'] as const satisfies (keyof Counts)[];

/** The columns that sources, pages and positions share. `first` is what a member of the cohort did to join it. */
export function CountHeads({ first = 'measure.arrival' }: { first?: ConsoleKey }) {
  return (
    <>
      {[
        first,
        ...COLUMNS.map((step) => `column.${step}` as const),
        'column.rate' as const,
        'measure.revenueMinor' as const,
      ].map((key) => (
        <th key={key} scope="col" class="number">
          {t(key)}
        </th>
      ))}
    </>
  );
}

export function CountCells({ counts }: { counts: Counts }) {
  const { site } = useSite();
  return (
    <>
      <td class="number">{number(counts.arrival)}</td>
      {COLUMNS.map((step) => (
        <td key={step} class={counts[step] === 0 ? 'number muted' : 'number'}>
          {number(counts[step])}
        </td>
      ))}
      <td class="number muted">{percent(shareOf(counts.redemption, counts.arrival))}</td>
      <td class={counts.revenueMinor === 0 ? 'number muted' : 'number good'}>
        {money(counts.revenueMinor, site.currency)}
      </td>
    </>
  );
}
