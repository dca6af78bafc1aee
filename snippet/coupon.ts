import type { PageCoupon } from '../shared/wire/beacon.ts';
import { kept } from './kept.ts';
import { emit, referrer } from './outbox.ts';

/** Who waits for the coupon: called back with it, or with null where there is none, as soon as that is known. */
export const takers: ((coupon: PageCoupon | null) => void)[] = [];

let asked: boolean;

/** Every page view asks anew: what an earlier page was given may have been redeemed since. */
export function turnCoupon(): void {
  asked = false;
}

/** Asks for the coupon, which counts as shown: its place is in view. May travel alone, so it says the way here too. */
export function askCoupon(): void {
  if (!asked) emit('ask', { referrer });
  asked = true;
}

export function tellCoupon(): void {
  if (kept.coupon !== undefined) takers.splice(0).map((take) => take(kept.coupon as PageCoupon | null));
}
