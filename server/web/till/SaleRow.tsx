import { groupCode } from '../../../shared/couponCode.ts';
import type { Redemption } from '../../../shared/wire/till.ts';
import { useTongue } from './tongue.ts';
import { UndoButton } from './UndoButton.tsx';

/** What a clerk may do with a redemption. */
export interface SaleActs {
  /** Undefined where it was found to take goods back. */
  undo?: (redemption: Redemption) => void;
  takeBack: (redemption: Redemption) => void;
}

interface Props {
  redemption: Redemption;
  /** When it was, as the list says it. */
  when: string;
  acts: SaleActs;
}

/** A redemption in a list, with what is left of it; what came back stands beside it, struck out. */
export function SaleRow({ redemption, when, acts }: Props) {
  const { code, order, clerk, offer, voidedAt } = redemption;
  const sums = sumsOf(redemption);
  return (
    <tr class={voidedAt === null ? '' : 'voided'}>
      <td class="time">{when}</td>
      <td class="code-cell">
        <span class="code">{groupCode(code)}</span>
        <small class="muted">
          <span class="narrow">{when} · </span>
          {clerk === null ? order : `${order} · ${clerk}`}
        </small>
      </td>
      <td class="wide">{offer}</td>
      <Money class="wide number" {...sums.amount} />
      <Money class="wide number" {...sums.discount} />
      <Money class="number" {...sums.paid} />
      <td class="act">
        <Act redemption={redemption} acts={acts} />
      </td>
    </tr>
  );
}

interface Sum {
  nowMinor: number;
  beforeMinor: number;
}

/** What does not stand any more is shown as it was: its row is struck out. */
function sumsOf(redemption: Redemption): Record<'amount' | 'discount' | 'paid', Sum> {
  const { amountMinor, discountMinor, toPayMinor, returnedMinor, refundedMinor, voidedAt } = redemption;
  const sum = (left: number, back: number): Sum => ({
    nowMinor: voidedAt === null ? left : left + back,
    beforeMinor: left + back,
  });
  return {
    amount: sum(amountMinor, returnedMinor),
    discount: sum(discountMinor, returnedMinor - refundedMinor),
    paid: sum(toPayMinor, refundedMinor),
  };
}

function Money({ class: name, nowMinor, beforeMinor }: Sum & { class: string }) {
  const { t, money } = useTongue();
  return (
    <td class={name}>
      {nowMinor !== beforeMinor && (
        <>
          <span class="visually-hidden">{t('returned.was', { amount: money(beforeMinor) })}</span>
          <s class="muted" aria-hidden="true">
            {money(beforeMinor)}
          </s>
        </>
      )}{' '}
      {money(nowMinor)}
    </td>
  );
}

/** For 15 minutes it can be undone; what came later goes back as goods. */
function Act({ redemption, acts }: { redemption: Redemption; acts: SaleActs }) {
  const { t } = useTongue();
  const { voidedAt, amountMinor, returnedMinor, order } = redemption;
  if (voidedAt !== null) {
    const isReturned = returnedMinor > 0 && amountMinor === 0;
    return <span class="badge muted">{t(isReturned ? 'returned' : 'undone')}</span>;
  }
  const giveBack = amountMinor > 0 && (
    <button
      type="button"
      class="small"
      aria-label={`${t('return')}: ${t('done.order', { order })}`}
      onClick={() => acts.takeBack(redemption)}
    >
      {t('return')}
    </button>
  );
  if (!acts.undo) return <>{giveBack}</>;
  return (
    <UndoButton redemption={redemption} undo={acts.undo}>
      {giveBack}
    </UndoButton>
  );
}
