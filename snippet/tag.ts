/**
 * Backstamp's tag: tells the server what happens on a page, and shows the visitor's coupon on it.
 *
 * Goals, in this order: it never breaks or slows its page; it counts right; it keeps to the visitor's choice;
 * it is small (snippet/build.ts fails above its budget).
 *
 *   setting       what the script tag says              kept        what is remembered, in one key of localStorage
 *   consent       whether the visitor may be known      outbox      the queue; it alone sends
 *   engagement    how long the page was in view         clicks      positions, intents, the copy button
 *   placeholders  where the coupon is shown             coupon      asking for it
 *   product       the product a page is about           calls       window.backstamp(…)
 *   record        what may be said in a call            guard       nothing is thrown into the page
 *
 * Everything is looked at in one beat, at events and five times a second: an observer for each of address,
 * document, data layer and queue of calls would cost more bytes than there are, and what comes late, such as a
 * consent platform, is found all the same.
 *
 * State lies in the modules, not in objects: each script tag runs its own copy of them, and names that the
 * minifier can shorten are most of what a budget of 2,300 bytes allows.
 */
import { calls, readCalls } from './calls.ts';
import { readClick } from './clicks.ts';
import { readConsent } from './consent.ts';
import { tellCoupon, turnCoupon } from './coupon.ts';
import { readEngagement, turnEngagement } from './engagement.ts';
import { guard } from './guard.ts';
import { emitView, flush } from './outbox.ts';
import { readPlaceholders, turnPlaceholders } from './placeholders.ts';
import { readProduct } from './product.ts';
import { mark, setting } from './setting.ts';

const BEAT_MS = 200;
const EVENTS = 'click auxclick pagehide visibilitychange pageshow';
let shown: string;

/** Looks at everything that may have changed: at an event, or so many milliseconds after the last beat. */
const beat = guard((cause: Event | number) => {
  const event = cause as Partial<PageTransitionEvent>;
  const type = event.type as string;
  const leaving = /hid|vis/.test(type);
  // A page that is rendered ahead and never shown was never visited. Nobody is counted before being asked.
  if ((document as { prerendering?: boolean }).prerendering || readConsent(calls as never) == null) return;
  const page = location.pathname + location[setting('route') as 'hash'];
  if (page !== shown || (event.persisted && !leaving)) {
    shown = page;
    turnEngagement();
    emitView();
    turnCoupon();
    turnPlaceholders();
  }
  readCalls(calls as never);
  if (/click/.test(type)) readClick(event as MouseEvent);
  readPlaceholders();
  tellCoupon();
  readEngagement(document.hidden ? 0 : +cause || 0, leaving);
  flush(leaving, beat);
  readProduct();
});

const marks = calls as unknown as Record<string, boolean>;
if (!marks[mark]) {
  marks[mark] = true;
  beat(0);
  setInterval(beat, BEAT_MS, BEAT_MS);
  EVENTS.split(' ').map((type) => addEventListener(type, beat, true));
  // Where there is no Navigation API, the next beat finds a new route.
  window.navigation?.addEventListener('currententrychange', beat);
}
