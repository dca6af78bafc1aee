import type { ComponentChildren } from 'preact';
import type { Redemption } from '../../../shared/wire/till.ts';
import { type SaleActs, SaleRow } from './SaleRow.tsx';
import { useTongue } from './tongue.ts';

interface Props {
  sales: readonly Redemption[];
  acts: SaleActs;
  when: (at: number) => string;
  /** The table's foot. */
  children?: ComponentChildren;
}

/** Redemptions with what can be done with each. */
export function SalesTable({ sales, acts, when, children }: Props) {
  const { t } = useTongue();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" class="time">
            {t('today.time')}
          </th>
          <th scope="col" class="code-cell">
            {t('today.what')}
          </th>
          <th scope="col" class="wide">
            {t('today.offer')}
          </th>
          <th scope="col" class="wide number">
            {t('today.amount')}
          </th>
          <th scope="col" class="wide number">
            {t('today.discount')}
          </th>
          <th scope="col" class="number">
            {t('today.charged')}
          </th>
          <th scope="col">
            <span class="visually-hidden">{t('today.act')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sales.map((redemption) => (
          <SaleRow key={redemption.id} redemption={redemption} when={when(redemption.at)} acts={acts} />
        ))}
      </tbody>
      {children}
    </table>
  );
}
