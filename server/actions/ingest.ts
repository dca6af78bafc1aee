import type { BeaconAnswer, TagEvent } from '../../shared/wire/beacon.ts';
import { type Received, type ResolvedEvent, resolveEvent, visitorOf } from '../domain/beacon.ts';
import type { DayNumber } from '../domain/day.ts';
import { DAILY_ALLOWANCE, standIns } from '../domain/dictionary.ts';
import { sumChanges } from '../domain/funnel.ts';
import { decideBeacon, type IngestBatch } from '../domain/ingest.ts';
import { couponSlot, mintSlot } from '../domain/mint.ts';
import type { SiteBook } from '../domain/site.ts';
import { addBotArrivals } from '../store/botArrivals.ts';
import { addToOffer } from '../store/campaigns.ts';
import { addToCounters } from '../store/counters.ts';
import { addMints, loadLiveCoupons, loadMints, saveCoupons } from '../store/coupons.ts';
import { saveCustomerVisitors } from '../store/customers.ts';
import type { Db } from '../store/db.ts';
import {
  countPositions,
  loadAllowance,
  loadKnown,
  loadSources,
  saveDictionary,
} from '../store/dictionary.ts';
import { loadSeen, saveEvents } from '../store/events.ts';
import { loadJourneys, saveJourneys } from '../store/journeys.ts';
import { addToSiteDay } from '../store/siteDays.ts';
import { together } from '../store/together.ts';
import type { ActionContext } from './context.ts';
import { countPaths } from './countPaths.ts';

/** One site's beacons: load what they need, decide them in order, save what they change. */
export async function ingest(
  context: ActionContext,
  book: SiteBook,
  received: readonly Received[],
): Promise<BeaconAnswer[]> {
  const batch = await load(context, book, received);
  const answers = received.map((beacon) => decideBeacon(batch, beacon));
  await save(context, batch);
  return answers;
}

async function load(
  { db, books, chance, limits }: ActionContext,
  book: SiteBook,
  received: readonly Received[],
): Promise<IngestBatch> {
  const siteId = book.settings.id;
  const now = Math.max(...received.map(({ receivedAt }) => receivedAt));
  const needs = needsOf(book, received);
  const today = book.dayOf(now);
  const [journeys, coupons, mints, known, allowance, seen] = await together([
    loadJourneys(db, siteId, [...needs.visitors]),
    loadLiveCoupons(db, siteId, [...needs.askers]),
    loadMints(db, siteId, today, [...needs.networks]),
    addKnown(db, siteId, books.keysOf(siteId), needs),
    loadAllowance(db, siteId, today, DAILY_ALLOWANCE),
    loadSeen(db, siteId, [...needs.events]),
  ]);
  const touched = [...journeys.values()].flatMap(({ touchpoints }) =>
    touchpoints.map(({ source }) => source),
  );
  const [positionsOf, sources] = await together([
    countPositions(db, siteId, pagesOfNewPositions(needs.resolved, known)),
    loadSources(db, siteId, needs.askers.size > 0 ? [...new Set(touched)] : []),
  ]);
  return {
    book,
    now,
    dictionary: {
      secret: book.settings.keySecret,
      known,
      positionsOf,
      allowance,
      pages: [],
      sources: [],
      positions: [],
    },
    resolved: needs.resolved,
    seen,
    journeys,
    coupons: new Map(coupons.map((coupon) => [couponSlot(coupon.visitor, coupon.offerId), coupon])),
    sources,
    minted: new Map(mints.map(({ network, offerId, n }) => [mintSlot(network, offerId), n])),
    mintCap: limits.mintCap,
    newCode: chance.couponCode,
    changedJourneys: new Set(),
    identified: new Map(),
    events: [],
    changes: [],
    moves: [],
    newCoupons: [],
    mints: [],
    retiredCodes: [],
    happenings: [],
    day: { views: 0, botViews: 0, mintsCapped: 0, lastViewAt: 0 },
    botArrivals: new Map(),
  };
}

/** Asks only for the keys that were not met before: dictionary rows stay. */
async function addKnown(
  db: Db,
  siteId: string,
  known: Set<number>,
  needs: { pages: Set<number>; sources: Set<number>; positions: Set<number> },
): Promise<Set<number>> {
  const unknown = (keys: Set<number>) => [...keys].filter((key) => !known.has(key));
  const found = await loadKnown(db, siteId, {
    pages: unknown(needs.pages),
    sources: unknown(needs.sources),
    positions: unknown(needs.positions),
  });
  for (const key of found) known.add(key);
  return known;
}

function pagesOfNewPositions(resolved: Map<TagEvent, ResolvedEvent>, known: Set<number>): number[] {
  const fresh = [...resolved.values()].filter(({ position }) => position && !known.has(position.id));
  return [...new Set(fresh.map(({ page }) => page.id))];
}

/** The keys under which a batch's rows lie. Bots need only what keeps them apart. */
function needsOf(book: SiteBook, received: readonly Received[]) {
  const { pages, sources } = standIns(book.settings.keySecret);
  const needs = {
    visitors: new Set<string>(),
    askers: new Set<string>(),
    networks: new Set<string>(),
    events: new Set<string>(),
    pages: new Set(pages),
    sources: new Set(sources),
    positions: new Set<number>(),
    resolved: new Map<TagEvent, ResolvedEvent>(),
  };
  for (const one of received) {
    const visitor = visitorOf(one.beacon);
    if (one.beacon.visitor && !one.bot) needs.visitors.add(visitor);
    for (const event of one.beacon.events) {
      const resolved = resolveEvent(book.settings, one, event);
      if (!resolved) continue;
      needs.resolved.set(event, resolved);
      needs.events.add(resolved.id);
      needs.pages.add(resolved.page.id);
      if (resolved.arrival?.source) needs.sources.add(resolved.arrival.source.id);
      if (resolved.position) needs.positions.add(resolved.position.id);
      if (event.type !== 'ask' || one.bot) continue;
      needs.networks.add(one.network);
      needs.visitors.add(visitor);
      needs.askers.add(visitor);
    }
  }
  return needs;
}

async function save(context: ActionContext, batch: IngestBatch): Promise<void> {
  const { db } = context;
  const { book, dictionary } = batch;
  const siteId = book.settings.id;
  const today = book.dayOf(batch.now);
  const sums = sumChanges(batch.changes);
  await together([
    saveDictionary(db, siteId, dictionary),
    saveEvents(db, siteId, batch.events),
    saveMoved(context, batch, today),
    saveCustomerVisitors(db, siteId, [...batch.identified.values()]),
    addToCounters(db, siteId, sums),
    saveCoupons(db, siteId, batch.newCoupons, batch.retiredCodes),
    saveMints(context, batch, today),
    addBotArrivals(db, siteId, today, batch.botArrivals),
  ]);
  context.publish({
    siteId,
    at: batch.now,
    sums,
    happenings: batch.happenings,
  });
}

/** Paths come before the journeys, which remember where they were counted. */
async function saveMoved(context: ActionContext, batch: IngestBatch, today: DayNumber): Promise<void> {
  const { db } = context;
  const { book, dictionary, day } = batch;
  const siteId = book.settings.id;
  const newPaths = await countPaths(context, book, batch.moves, today);
  const journeys = [...batch.changedJourneys].flatMap((visitor) => {
    const journey = batch.journeys.get(visitor);
    return journey ? [[visitor, journey] as const] : [];
  });
  await together([
    saveJourneys(db, siteId, journeys),
    addToSiteDay(db, siteId, today, {
      views: day.views,
      bot_views: day.botViews,
      mints_capped: day.mintsCapped,
      new_pages: dictionary.pages.length,
      new_sources: dictionary.sources.length,
      new_positions: dictionary.positions.length,
      new_paths: newPaths,
      last_view_at: day.lastViewAt,
    }),
  ]);
}

async function saveMints({ db }: ActionContext, batch: IngestBatch, day: number): Promise<void> {
  const siteId = batch.book.settings.id;
  const bySlot = Map.groupBy(batch.mints, ({ network, offerId }) => mintSlot(network, offerId));
  const rows = [...bySlot.values()].flatMap((same) => (same[0] ? [{ ...same[0], n: same.length }] : []));
  await addMints(db, siteId, day, rows);
  for (const [offerId, same] of Map.groupBy(batch.mints, (mint) => mint.offerId)) {
    await addToOffer(db, siteId, offerId, { minted: same.length });
  }
}
