import type { RedemptionList } from '../../../shared/wire/till.ts';
import type { SaleActs } from './SaleRow.tsx';
import { SalesTable } from './SalesTable.tsx';
import { useTongue } from './tongue.ts';

interface Props {
  list: RedemptionList | null;
  failed: boolean;
  reload: () => void;
  acts: SaleActs;
}

/** What this store has redeemed today, newest first, with its totals. */
export function TodayList({ list, failed, reload, acts }: Props) {
  const { t, clock } = useTongue();
  return (
    <section class="today" aria-labelledby="today-title">
      <h2 id="today-title">
        {t('today.title')}
        {list && list.count > 0 && <span class="muted"> · {t('today.count', { count: list.count })}</span>}
      </h2>
      {failed && (
        <p class="watch">
          {t('today.failed')}{' '}
          <button type="button" class="quiet small" onClick={reload}>
            {t('retry')}
          </button>
        </p>
      )}
      {list?.redemptions.length === 0 && <p class="muted">{t('today.none')}</p>}
      {list && list.redemptions.length > 0 && (
        <SalesTable sales={list.redemptions} acts={acts} when={clock}>
          <Total list={list} />
        </SalesTable>
      )}
    </section>
  );
}

function Total({ list }: { list: RedemptionList }) {
  const { t, money } = useTongue();
  return (
    <tfoot>
      <tr>
        <td class="time" />
        <th scope="row" class="code-cell">
          {t('today.total')}
        </th>
        <td class="wide" />
        <td class="wide number">{money(list.amountMinor)}</td>
        <td class="wide number">{money(list.discountMinor)}</td>
        <td class="number">{money(list.amountMinor - list.discountMinor)}</td>
        <td />
      </tr>
    </tfoot>
  );
}
