import { emit } from './outbox.ts';

/** Visible for so long is engaged; the funnel must know it while the visitor is still there. */
const ENGAGED_MS = 10_000;
const LEAST_REPORT_MS = 3000;

let visibleMs = 0;
let reportAtMs: number;

/** Adds time in view. Reports ten seconds at once, and what is left when the visitor may be leaving. */
export function readEngagement(ms: number, leaving: boolean): void {
  visibleMs += ms;
  if (visibleMs >= (leaving ? LEAST_REPORT_MS : reportAtMs)) {
    emit('engagement', { visibleMs });
    visibleMs = 0;
    reportAtMs = Number.POSITIVE_INFINITY;
  }
}

/** Starts on the next page. */
export function turnEngagement(): void {
  readEngagement(0, true);
  visibleMs = 0;
  reportAtMs = ENGAGED_MS;
}
