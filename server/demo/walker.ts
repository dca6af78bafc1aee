import type { Beacon, BeaconAnswer } from '../../shared/wire/beacon.ts';
import { beaconOf, copyBeacon, type Shop } from './beacons.ts';
import type { Post } from './post.ts';
import type { EventDraft } from './session.ts';
import type { Journey } from './shoppers.ts';
import type { SimulatedTill } from './till.ts';

/** What the simulated shoppers have done so far. */
export interface WalkReport {
  simulatedShoppers: number;
  codes: number;
  lookUps: number;
  redemptions: number;
}

/** The acts after the page that a shopper with a code may do. */
export type LaterAct = 'copy' | 'lookUp' | 'redeem' | 'undo' | 'bringBack';

/** Takes shoppers along their journeys: it keeps the code that each was given, and what each bought. */
export interface Walker {
  report: WalkReport;
  /** Sends events of the journey in one beacon; its code is kept where the answer holds one. */
  browse(
    journey: Journey,
    events: readonly EventDraft[],
    at: (afterMs: number) => number,
    sent: number,
  ): Promise<void>;
  /** Does nothing for a shopper who never got a code, or bought nothing that could be undone. */
  act(journey: Journey, act: LaterAct, at: number): Promise<void>;
}

/** Shoppers and tills as the server at the other end of `post` sees them. */
export function makeWalker(shop: Shop, post: Post, tills: readonly SimulatedTill[]): Walker {
  const report: WalkReport = { simulatedShoppers: 0, codes: 0, lookUps: 0, redemptions: 0 };
  const seen = new WeakSet<Journey>();
  const codes = new WeakMap<Journey, string>();
  const bought = new WeakMap<Journey, string>();

  const send = async (journey: Journey, beacon: Beacon) => {
    const answer = await post('/v1/collect', beacon, {
      origin: shop.origin,
      'user-agent': journey.userAgent,
      'x-forwarded-for': journey.address,
    });
    return answer.status === 202 ? (answer.body as BeaconAnswer) : null;
  };
  const atTill: Record<
    Exclude<LaterAct, 'copy'>,
    (till: SimulatedTill, journey: Journey) => Promise<void>
  > = {
    async lookUp(till, journey) {
      const lookup = await till.lookUp(post, codes.get(journey) ?? '');
      if (lookup?.ok) report.lookUps += 1;
    },
    async redeem(till, journey) {
      const order = journey.visit?.order;
      const code = codes.get(journey);
      if (!order || !code) return;
      const sale = { code, amountMinor: order.amountMinor, order: order.number, lines: order.lines };
      const redemption = await till.redeem(post, sale);
      if (!redemption) return;
      bought.set(journey, redemption.id);
      report.redemptions += 1;
    },
    async undo(till, journey) {
      const id = bought.get(journey);
      if (id) await till.undo(post, id);
    },
    async bringBack(till, journey) {
      const id = bought.get(journey);
      const back = journey.visit?.order?.back;
      if (id && back) await till.takeBack(post, id, back.amountMinor);
    },
  };

  return {
    report,
    async browse(journey, events, at, sent) {
      const answer = await send(journey, beaconOf(shop, journey, events, at, sent));
      if (!seen.has(journey) && !journey.isRobot) report.simulatedShoppers += 1;
      seen.add(journey);
      if (!answer?.coupon || codes.has(journey)) return;
      codes.set(journey, answer.coupon.code);
      report.codes += 1;
    },
    async act(journey, act, at) {
      const code = codes.get(journey);
      if (!code) return;
      const till = tills.find(({ store }) => store === journey.visit?.store);
      if (act === 'copy') await send(journey, copyBeacon(shop, journey, code, at));
      else if (till) await atTill[act](till, journey);
    },
  };
}
