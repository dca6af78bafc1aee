import { groupCode } from '../shared/couponCode.ts';
import { keyOf, labelOf, positionAt } from '../shared/position.ts';
import { kept } from './kept.ts';
import { emit } from './outbox.ts';

/** Counts a click on a position, and never changes what the click does. */
export function readClick(event: MouseEvent): void {
  const target = event.composedPath()[0] as HTMLElement;
  const { coupon } = kept;
  if (coupon && target.closest('[data-backstamp=copy]')) {
    navigator.clipboard.writeText(groupCode(coupon.code)).then(
      () => emit('coupon', { action: 'copied', code: coupon.code }),
      () => {},
    );
  }
  const at = positionAt(target);
  // Left and middle button; the right one only opens a menu.
  if (at && event.button < 2) {
    const intent = target.closest<HTMLElement>('[data-backstamp-intent]')?.dataset.backstampIntent;
    emit('click', { position: keyOf(at), label: labelOf(at), intent } as never);
  }
}
