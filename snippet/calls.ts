import { askCoupon, takers } from './coupon.ts';
import { reader } from './guard.ts';
import { record } from './record.ts';
import { setting } from './setting.ts';

/** `backstamp('event', 'chat opened')`. Before the tag has loaded, a stub collects calls in `q`; so does the tag. */
interface Global {
  (...call: unknown[]): void;
  q: unknown[];
}

const page = window as unknown as Record<string, Global>;
const name = setting('global') || 'backstamp';
// biome-ignore lint/suspicious/noAssignInExpressions: taken or made, in one expression for fewer bytes
const global = (page[name] ??= ((...call: unknown[]) => global.q.push(call)) as unknown as Global);

/** The page's calls. Tags of several sites each read the one list, so nothing is taken off it. */
// biome-ignore lint/suspicious/noAssignInExpressions: as above
export const calls = (global.q ??= []);

/** Answers calls; of those about consent, consent.ts has heard already. */
export const readCalls = reader(([type, about]: [string, never]) => {
  if (type === 'coupon') {
    takers.push(about);
    askCoupon();
  } else if (type !== 'consent') {
    record(type as 'event', (about as string).length ? { name: about } : about);
  }
});
