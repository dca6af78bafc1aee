import { Kysely } from 'kysely';
import { expect } from 'vitest';
import { makeSiteBooks } from '../../server/actions/siteBooks.ts';
import { replay } from '../../server/domain/replay.ts';
import { type HttpClient, makeHttpClient } from '../../server/httpClient.ts';
import { loadAllCounters } from '../../server/store/counters.ts';
import { loadAllEvents } from '../../server/store/events.ts';
import { openDatabase } from '../../server/store/open.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import type { Redemption } from '../../shared/wire/till.ts';
import { beacon, event } from '../server/journeys.ts';
import { type ShopSetup, sendBeacon } from '../server/testServer.ts';

/** What servers said was done, to be compared with what is there. */
export interface Acknowledged {
  events: string[];
  /** Each order's redemption. */
  redemptions: Map<string, string>;
  /** Sends until the server at the address is gone. */
  load(url: string, shop: ShopSetup): Promise<void>;
  check(databaseUrl: string, siteId: string): Promise<void>;
}

const SENDERS = 12;

export function watchAcknowledged(): Acknowledged {
  const events: string[] = [];
  const redemptions = new Map<string, string>();
  /** Redemptions whose answer was lost with the server: tried again with the same key. */
  const open: { code: string; order: string }[] = [];
  let sent = 0;

  async function load(url: string, shop: ShopSetup): Promise<void> {
    const redeem = async (body: { code: string; order: string }) => {
      const path = `/v1/sites/${shop.site.id}/redemptions`;
      const key = { 'idempotency-key': body.order };
      const redemption = await shop.till.post<Redemption>(path, { ...body, amountMinor: 10_000 }, key);
      redemptions.set(body.order, redemption.id);
    };
    const send = async () => {
      for (;;) {
        sent += 1;
        const mine = sent;
        const now = Date.now();
        const visitor = `visitor-${mine}`;
        const own = [
          event('view', '/?utm_source=weibo', now),
          event('click', '/', now, { position: `banner-${mine % 7}` }),
          event('ask', '/', now),
        ];
        const answer = await sendBeacon(url, beacon(shop.site.id, visitor, own));
        events.push(...own.map(({ id }) => id));
        if (mine % 3 !== 0 || !answer.coupon) continue;
        const body = { code: answer.coupon.code, order: `order-${mine}` };
        open.push(body);
        await redeem(body);
        open.splice(open.indexOf(body), 1);
      }
    };
    for (const body of [...open]) {
      await redeem(body);
      open.splice(open.indexOf(body), 1);
    }
    await Promise.allSettled(Array.from({ length: SENDERS }, send));
  }

  async function check(databaseUrl: string, siteId: string): Promise<void> {
    const db = new Kysely<Tables>({ dialect: openDatabase(databaseUrl, { readOnly: true }).kysely });
    const all = await loadAllEvents(db, siteId);
    const kept = new Set(all.map(({ id }) => id));
    expect(events.filter((id) => !kept.has(id))).toEqual([]);
    expect(kept.size).toBe(all.length);
    const rows = await db.selectFrom('redemptions').select(['id', 'order_number', 'code']).execute();
    const byOrder = new Map(rows.map((row) => [row.order_number, row.id]));
    for (const [order, id] of redemptions) expect(byOrder.get(order), order).toBe(id);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
    const book = await makeSiteBooks().of(db, siteId);
    if (!book) throw new Error('the site is there');
    const counters = (await loadAllCounters(db, siteId)).filter(
      ({ scope, subject, source, day, ...counts }) => Object.values(counts).some((n) => n !== 0),
    );
    expect(replay(all, book)).toEqual(counters);
    await db.destroy();
  }

  return { events, redemptions, load, check };
}

/** The same person, at another server. */
export function withCookies(url: string, old: HttpClient): HttpClient {
  const client = makeHttpClient(url);
  for (const [name, value] of old.cookies) client.cookies.set(name, value);
  return client;
}
