import type { PageCoupon, TagEvent } from '../../shared/wire/beacon.ts';
import { type Received, type ResolvedEvent, visitorOf } from './beacon.ts';
import { advanceWithPath, type PathMove } from './countedPath.ts';
import type { Coupon } from './coupon.ts';
import {
  admitPage,
  admitPosition,
  admitRobotSource,
  admitSource,
  type DictionaryBatch,
  type SourceRow,
} from './dictionary.ts';
import type { CounterChange } from './funnel.ts';
import { type CustomerVisitor, type Fact, type Journey, newJourney } from './journey.ts';
import { pseudonym } from './key.ts';
import { giveCoupon } from './mint.ts';
import { factColumns, type Kind, type RawEvent } from './rawEvent.ts';
import type { SiteBook } from './site.ts';
import type { Source } from './source.ts';

/** What happened, for those who watch live. */
export interface HappeningFact {
  raw: RawEvent;
  journey: Journey;
}

/**
 * One site's part of a batch: what was loaded, and what deciding adds to it. Deciding changes nothing
 * else, and everything in here is saved in one transaction.
 */
export interface IngestBatch {
  book: SiteBook;
  now: number;
  dictionary: DictionaryBatch;
  /** The batch's events with their texts read; those that name no web page are not in it. */
  resolved: Map<TagEvent, ResolvedEvent>;
  /** Raw keys that are already kept. */
  seen: Set<string>;
  journeys: Map<string, Journey>;
  /** Live coupons by visitor and offer. */
  coupons: Map<string, Coupon>;
  /** The sources of the journeys, by key: campaigns match them. */
  sources: Map<number, Source>;
  /** Coupons minted today, by network and offer. */
  minted: Map<string, number>;
  mintCap: number;
  newCode(): string;

  changedJourneys: Set<string>;
  /** Which visitors are which customers, by both. */
  identified: Map<string, CustomerVisitor>;
  events: RawEvent[];
  changes: CounterChange[];
  moves: PathMove[];
  newCoupons: Coupon[];
  mints: { network: string; offerId: string }[];
  retiredCodes: string[];
  happenings: HappeningFact[];
  day: { views: number; botViews: number; mintsCapped: number; lastViewAt: number };
  /** Arrivals of robots, by the key of their source. */
  botArrivals: Map<number, number>;
}

export interface BeaconOutcome {
  accepted: number;
  /** Undefined where the page did not ask. */
  coupon?: PageCoupon | null;
}

/** Moves the batch on by one beacon; events that were kept before change nothing. */
export function decideBeacon(batch: IngestBatch, received: Received): BeaconOutcome {
  const outcome: BeaconOutcome = { accepted: 0 };
  const { visitor } = received.beacon;
  const name = visitorOf(received.beacon);
  for (const event of received.beacon.events) {
    const resolved = batch.resolved.get(event);
    if (!resolved) continue;
    const isNew = !batch.seen.has(resolved.id);
    if (isNew) {
      batch.seen.add(resolved.id);
      outcome.accepted += 1;
      if (received.bot || isByStaff(batch, resolved, visitor)) keepApart(batch, resolved, name, received.bot);
    }
    if (received.bot || batch.journeys.get(name)?.isStaff) continue;
    const take = { batch, received, resolved, visitor: name, recognised: visitor !== undefined };
    // A repeated ask changes nothing, but its page still waits for the code.
    if (event.type === 'ask') outcome.coupon = answerAsk(take, isNew);
    else if (isNew) takeEvent(take);
  }
  return outcome;
}

/** One event on its way into the batch. */
export interface Taking {
  batch: IngestBatch;
  received: Received;
  resolved: ResolvedEvent;
  visitor: string;
  /** False where nothing may be stored on the device: then every beacon is someone new. */
  recognised: boolean;
}

function takeEvent(take: Taking): void {
  const { batch, resolved } = take;
  const page = admitPage(batch.dictionary, resolved.page);
  const fact = toFact(take, page);
  if (resolved.event.type === 'identify') {
    const journey = journeyOf(batch, take.visitor);
    journey.customer = pseudonym(batch.book.settings.keySecret, resolved.event.customer);
    const link = { customer: journey.customer, visitor: take.visitor, at: resolved.at };
    if (take.recognised) batch.identified.set(`${link.customer} ${link.visitor}`, link);
  }
  if (resolved.event.type === 'view') {
    batch.day.views += 1;
    batch.day.lastViewAt = Math.max(batch.day.lastViewAt, resolved.at);
  }
  record(take, fact, page.id);
}

/** What an event says of its visitor; null where it moves no step. */
function toFact({ batch, received, resolved, recognised }: Taking, page: ResolvedEvent['page']): Fact | null {
  const { event, at, arrival, position } = resolved;
  switch (event.type) {
    case 'view':
      // Without recognition a view from inside the site is nobody's arrival: its visitor was counted before.
      if (!recognised && arrival?.source === null) return null;
      return {
        at,
        type: 'view',
        page: page.id,
        source: arrival?.source ? admitArrival(batch, arrival.source) : null,
        direct: arrival?.direct ?? true,
        // A click id tells one person from all others: it is not kept of someone who refused that.
        clickId: recognised ? (arrival?.clickId ?? null) : null,
        adConsent: received.beacon.adConsent ?? false,
      };
    case 'click':
      if (!position) return null;
      return {
        at,
        type: 'click',
        position: admitPosition(batch.dictionary, page, position).id,
        intent: event.intent !== undefined,
      };
    case 'engagement':
      return { at, type: 'engagement', visibleMs: event.visibleMs };
    case 'coupon':
      return { at, type: 'coupon', joins: null };
    case 'order':
      return event.signature === undefined || event.currency !== batch.book.settings.currency
        ? null
        : { at, type: 'order', sale: resolved.id, valueMinor: event.amountMinor };
    case 'product':
    case 'intent':
      return { at, type: event.type };
    default:
      return null;
  }
}

function admitArrival(batch: IngestBatch, row: SourceRow): number {
  const admitted = admitSource(batch.dictionary, row);
  batch.sources.set(admitted.id, admitted);
  return admitted.id;
}

function answerAsk(take: Taking, isNew: boolean): PageCoupon | null {
  const { batch, resolved, visitor, recognised } = take;
  const journey = journeyOf(batch, visitor);
  const given = giveCoupon(take, journey);
  if (isNew) {
    const page = admitPage(batch.dictionary, resolved.page);
    const joins =
      given && !recognised && !journey.session
        ? { page: page.id, source: given.coupon.source, isArrived: resolved.arrival?.source !== null }
        : null;
    record(take, given ? { at: resolved.at, type: 'coupon', joins } : null, page.id);
  }
  // A visitor who is not recognised lives on only in the coupon.
  if (given && !recognised) batch.changedJourneys.add(visitor);
  return given?.shown ?? null;
}

/** Keeps an event, and moves its journey and counters on. */
function record(take: Taking, fact: Fact | null, page: number): void {
  const { batch, resolved, visitor, recognised } = take;
  const journey = journeyOf(batch, visitor);
  if (fact) move(batch, journey, fact);
  else journey.seq += 1;
  if (recognised) batch.changedJourneys.add(visitor);
  const columns = fact ? factColumns(fact, page) : { ...noteColumns(resolved), page };
  const kind: Kind = fact?.type ?? 'note';
  const raw = { id: resolved.id, visitor, seq: journey.seq, at: resolved.at, kind, ...columns, bot: false };
  batch.events.push(raw);
  if (fact) batch.happenings.push({ raw, journey });
}

function move(batch: IngestBatch, journey: Journey, fact: Fact): void {
  const { changes, move } = advanceWithPath(journey, fact, batch.book);
  batch.changes.push(...changes);
  if (move) batch.moves.push(move);
}

/** A page that was opened once with `#backstamp-off` makes its visitor one of the shop's own; `-on` ends it. */
const STAFF_MARK = /#backstamp-(off|on)$/;

function isByStaff(batch: IngestBatch, { event }: ResolvedEvent, visitor: string | undefined): boolean {
  if (visitor === undefined) return false;
  const mark = event.type === 'view' ? STAFF_MARK.exec(event.url)?.[1] : undefined;
  if (mark) {
    journeyOf(batch, visitor).isStaff = mark === 'off';
    batch.changedJourneys.add(visitor);
  }
  return batch.journeys.get(visitor)?.isStaff ?? false;
}

/** Keeps what counts nowhere: the events of bots, and of the shop's own people. */
function keepApart(batch: IngestBatch, resolved: ResolvedEvent, visitor: string, bot: boolean): void {
  const page = admitPage(batch.dictionary, resolved.page);
  if (bot && resolved.event.type === 'view') countBot(batch, resolved);
  const columns = { ...noteColumns(resolved), page: page.id };
  batch.events.push({
    id: resolved.id,
    visitor,
    seq: 0,
    at: resolved.at,
    kind: 'note',
    ...columns,
    bot,
  });
}

function countBot(batch: IngestBatch, { arrival }: ResolvedEvent): void {
  batch.day.botViews += 1;
  if (!arrival?.source) return;
  const { id } = admitRobotSource(batch.dictionary, arrival.source);
  batch.botArrivals.set(id, (batch.botArrivals.get(id) ?? 0) + 1);
}

function noteColumns({ event }: ResolvedEvent) {
  const about =
    event.type === 'event' ? event.name : event.type === 'order' ? `order ${event.order}` : event.type;
  const amount = event.type === 'order' ? event.amountMinor : null;
  return { source: null, position: null, amount, flags: 0, text: about };
}

function journeyOf(batch: IngestBatch, visitor: string): Journey {
  let journey = batch.journeys.get(visitor);
  if (!journey) {
    journey = newJourney();
    batch.journeys.set(visitor, journey);
  }
  return journey;
}
