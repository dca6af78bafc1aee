import { groupCode } from '../../../shared/couponCode.ts';
import type { Redemption, RedemptionList } from '../../../shared/wire/till.ts';
import { useTongue } from './tongue.ts';
import { UndoButton } from './UndoButton.tsx';

interface Props {
  list: RedemptionList | null;
  failed: boolean;
  reload: () => void;
  undo: (redemption: Redemption) => void;
}

/** What this store has redeemed today, newest first, with its totals. */
export function TodayList({ list, failed, reload, undo }: Props) {
  const { t } = useTongue();
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
      {list && list.redemptions.length > 0 && <TodayTable list={list} undo={undo} />}
    </section>
  );
}

function TodayTable({ list, undo }: { list: RedemptionList; undo: (redemption: Redemption) => void }) {
  const { t, money } = useTongue();
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
        {list.redemptions.map((redemption) => (
          <Row key={redemption.id} redemption={redemption} undo={undo} />
        ))}
      </tbody>
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
    </table>
  );
}

function Row({ redemption, undo }: { redemption: Redemption; undo: (redemption: Redemption) => void }) {
  const { t, money, clock } = useTongue();
  const { at, code, order, clerk, offer, amountMinor, discountMinor, toPayMinor, voidedAt } = redemption;
  return (
    <tr class={voidedAt === null ? '' : 'voided'}>
      <td class="time">{clock(at)}</td>
      <td class="code-cell">
        <span class="code">{groupCode(code)}</span>
        <small class="muted">
          <span class="narrow">{clock(at)} · </span>
          {clerk === null ? order : `${order} · ${clerk}`}
        </small>
      </td>
      <td class="wide">{offer}</td>
      <td class="wide number">{money(amountMinor)}</td>
      <td class="wide number">{money(discountMinor)}</td>
      <td class="number">{money(toPayMinor)}</td>
      <td class="act">
        {voidedAt === null ? (
          <UndoButton redemption={redemption} undo={undo} />
        ) : (
          <span class="badge muted">{t('undone')}</span>
        )}
      </td>
    </tr>
  );
}
