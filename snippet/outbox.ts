import type { Beacon, BeaconAnswer, TagEvent } from '../shared/wire/beacon.ts';
import { adConsent } from './consent.ts';
import { kept, newId, remember, type Waiting } from './kept.ts';
import { endpoint, site } from './setting.ts';

/** What one kind of event says beside what all say. */
type Fields<Type extends TagEvent['type']> = Omit<
  Extract<TagEvent, { type: Type }>,
  'type' | 'id' | 'at' | 'url'
>;

/** Time for a placeholder to come into view, so that its question travels with the page view. */
const GATHER_MS = 99;
/** An event is at most 5 KB (two addresses of 2,048 characters): twelve stay under 64 KB, fifty under 256 KB. */
const EVENTS_A_BEACON = 12;
const EVENTS_KEPT = 50;
const TRIES = 10;
const FIRST_PAUSE_MS = 1000;
const ON_ITS_WAY = Number.POSITIVE_INFINITY;
const MAX_URL = 2048;
const MAX_TITLE = 80;

/** The page that events are about: the last that was counted, not the last that was set. */
let pageUrl: string | undefined;
/** Where the visitor came from to this page. */
export let referrer: string;

/** Turns to the page that the browser shows now, and notes the view of it. */
export function emitView(): void {
  referrer = (pageUrl ?? document.referrer).slice(0, MAX_URL);
  pageUrl = location.href.slice(0, MAX_URL);
  emit('view', { referrer, title: document.title.slice(0, MAX_TITLE) });
}

/** Notes that something happened on this page; it is sent with what follows shortly. */
export function emit<Type extends TagEvent['type']>(type: Type, fields: Fields<Type>): void {
  // Of a visitor who refused, views alone are counted.
  if (kept.visitor || /view|ask/.test(type)) {
    kept.events.push([
      { ...fields, type, id: newId(), at: Date.now(), url: pageUrl } as TagEvent,
      0,
      Date.now(),
    ]);
  }
}

/** Sends what is due by now, or all, if this may be the last chance. */
export function flush(leaving: boolean, answered: (elapsedMs: number) => void): void {
  const until = leaving ? ON_ITS_WAY : Date.now() - GATHER_MS;
  // biome-ignore lint/suspicious/noAssignInExpressions: what is due is marked as it is found, for fewer bytes
  const due = kept.events.filter((one) => one[2] < until && (one[2] = ON_ITS_WAY));
  while (due[0]) send(due.splice(0, EVENTS_A_BEACON), answered);
}

async function send(batch: Waiting[], answered: (elapsedMs: number) => void): Promise<void> {
  // The page may be gone before the browser finds out that there is no network.
  if (!navigator.onLine) remember(0);
  let failed = true;
  try {
    // As plain text it needs no preflight; keepalive lets it outlive the page.
    const response = await fetch(endpoint, {
      method: 'POST',
      keepalive: true,
      body: JSON.stringify({
        site,
        visitor: kept.visitor,
        sent: Date.now(),
        adConsent,
        robot: navigator.webdriver,
        events: batch.map(([event]) => event),
      } as Beacon),
    });
    failed = /5..|429/.test(response.status as never);
    // An answer to no question says nothing of the coupon.
    const { coupon = kept.coupon }: BeaconAnswer = await response.json();
    kept.coupon = coupon;
    answered(0);
  } catch {}
  kept.events = kept.events
    .filter(
      (one) =>
        !batch.includes(one) ||
        // biome-ignore lint/suspicious/noAssignInExpressions: what stays is due later, for fewer bytes
        (failed && ++one[1] < TRIES && (one[2] = Date.now() + (FIRST_PAUSE_MS << one[1]))),
    )
    .slice(-EVENTS_KEPT);
  remember(0);
}
