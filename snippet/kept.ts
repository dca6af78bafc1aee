import type { PageCoupon, TagEvent } from '../shared/wire/beacon.ts';
import { guard } from './guard.ts';
import { mark } from './setting.ts';

/** An event, how often it was tried in vain, and from when on it may be sent. */
export type Waiting = [event: TagEvent, tries: number, dueAt: number];

interface Kept {
  /** Undefined where nothing may be kept. */
  visitor?: string;
  /** Null where there is none to give, undefined where nobody asked yet. */
  coupon?: PageCoupon | null | undefined;
  events: Waiting[];
}

/** What the tag remembers: in localStorage once it may, else in the page's memory. */
export let kept: Kept = { events: [] };

/** An id that sorts by time: eight characters of time, eleven of chance. */
export function newId(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2);
}

/** Keeps what has changed, where anything may be kept. */
export const remember = guard(() => kept.visitor && localStorage.setItem(mark, JSON.stringify(kept)));

/**
 * Recalls what an earlier page kept, and remembers from now on, if that is allowed; leaves nothing on the
 * device, if it is not. Where storage is blocked there is no visitor either.
 */
export const settle = guard((allowed: boolean | undefined) => {
  if (allowed && !kept.visitor) {
    const known: Kept = { visitor: newId(), ...kept, ...JSON.parse(localStorage.getItem(mark) as string) };
    if ((known.coupon?.expiresAt as number) < Date.now()) delete known.coupon;
    kept = known;
    remember(0);
  }
  if (allowed === false) {
    delete kept.visitor;
    localStorage.removeItem(mark);
  }
});
