import type { ComponentChildren } from 'preact';
import type { Redemption } from '../../../shared/wire/till.ts';
import { useTongue } from './tongue.ts';
import { useNow } from './useNow.ts';

interface Props {
  redemption: Redemption;
  undo: (redemption: Redemption) => void;
  /** Says beside the button how long it is still there. */
  withTime?: boolean;
  /** What stands in its place afterwards. */
  children?: ComponentChildren;
}

/** Undoes a redemption while that is still possible. */
export function UndoButton({ redemption, undo, withTime = false, children = null }: Props) {
  const { t } = useTongue();
  const left = redemption.voidableUntil - useNow(10_000);
  if (redemption.voidedAt !== null || left <= 0) return <>{children}</>;
  return (
    <span class="undo">
      <button
        type="button"
        class="small"
        aria-label={`${t('undo')}: ${t('done.order', { order: redemption.order })}`}
        onClick={() => undo(redemption)}
      >
        {t('undo')}
      </button>
      {withTime && <span>{t('undo.left', { count: Math.ceil(left / 60_000) })}</span>}
    </span>
  );
}
