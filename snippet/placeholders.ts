import { groupCode } from '../shared/couponCode.ts';
import type { PageCoupon } from '../shared/wire/beacon.ts';
import { askCoupon } from './coupon.ts';
import { kept } from './kept.ts';
import { endpoint } from './setting.ts';

const observer = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) askCoupon();
});

/** On a new page view, placeholders that are in view count anew. */
export function turnPlaceholders(): void {
  observer.disconnect();
}

/** Watches and fills the placeholders that are there by now, also those that were rendered again. */
export function readPlaceholders(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-backstamp]')) {
    observer.observe(place);
    // A framework's first pass over its own markup must find it as the server wrote it.
    if (kept.coupon && document.readyState === 'complete')
      fill(place, place.dataset.backstamp as string, kept.coupon);
  }
}

function fill(place: HTMLElement, what: string, { code, offer, expiresAt, store }: PageCoupon): void {
  const grouped = groupCode(code);
  if (what === 'qr') {
    const image = (place.firstElementChild ?? place.appendChild(new Image())) as HTMLImageElement;
    if (image.alt !== grouped) {
      image.alt = grouped;
      image.src = new URL(`qr/${code}.svg`, endpoint) as never;
    }
  }
  const expires = expiresAt && new Date(expiresAt).toLocaleDateString();
  const texts: Record<string, unknown> = { code: grouped, offer, expires };
  // `store-name`, `store-phone`, `store-address`
  const text = (texts[what] ?? store?.[what.slice(6) as 'name']) as string | undefined;
  // Into the one node that is there, so that a framework still finds it when it updates or removes it.
  const node = place.childNodes[1] ? place : (place.firstChild ?? place);
  if (text && node.textContent !== text) node.textContent = text;
}
