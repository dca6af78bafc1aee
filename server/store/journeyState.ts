import type { Journey, Touchpoint } from '../domain/journey.ts';
import type { Membership } from '../domain/membership.ts';
import { unpackJson } from './journeyStateJson.ts';
import { NumberReader, NumberWriter } from './numberText.ts';

/** Stands before the state; what begins otherwise is JSON, as it was once written. */
const VERSION = '3';

/** Bits of the first number. */
const STAFF = 1;
const SESSION = 2;
const COUNTED = 4;
const CUSTOMER = 8;
/** Bits of a touchpoint. */
const AD_CONSENT = 1;
const CLICK_ID = 2;
/** Scopes are below it. */
const SCOPES = 4;

/**
 * A journey's state as it lies on disk. Journeys are most of what is written for an event, so nothing is named or said
 * twice: it is a row of numbers, in which keys and days are places in lists of them, a time says how much later it
 * is than the one before, and texts stand behind it all.
 */
export function packState(journey: Journey): string {
  const { session, touchpoints, memberships, customer, isStaff, counted, sold } = journey;
  const from = touchpoints[0]?.at ?? memberships[0]?.at ?? session?.startedAt ?? 0;
  const keys: number[] = [];
  const days: number[] = [];
  const texts: string[] = [];
  const body = new NumberWriter();
  if (session) {
    body.add(placeIn(keys, session.source));
    body.add(placeIn(keys, session.page));
    body.addSigned(session.startedAt - from);
    body.addSigned(session.lastAt - session.startedAt);
    body.add(session.visibleMs * 2 + (session.engaged ? 1 : 0));
  }
  packTouchpoints(body, touchpoints, from, keys, texts);
  packMemberships(body, memberships, from, keys, days);
  if (counted) {
    body.add(placeIn(keys, counted.id));
    body.add(placeIn(days, counted.day));
  }
  if (customer !== null) texts.push(customer);
  body.add(sold.length);
  for (const { sale, at } of sold) {
    body.addSigned(at - from);
    texts.push(sale);
  }
  const head = new NumberWriter();
  head.add(
    (isStaff ? STAFF : 0) +
      (session ? SESSION : 0) +
      (counted ? COUNTED : 0) +
      (customer === null ? 0 : CUSTOMER),
  );
  head.add(from);
  for (const list of [keys, days]) {
    head.add(list.length);
    for (const value of list) head.add(value);
  }
  return VERSION + head.text + body.text + (texts.length > 0 ? JSON.stringify(texts) : '');
}

function packTouchpoints(
  body: NumberWriter,
  touchpoints: readonly Touchpoint[],
  from: number,
  keys: number[],
  texts: string[],
): void {
  body.add(touchpoints.length);
  let before = from;
  for (const { source, at, page, adConsent, clickId } of touchpoints) {
    body.add((adConsent ? AD_CONSENT : 0) + (clickId === null ? 0 : CLICK_ID));
    body.add(placeIn(keys, source));
    body.add(placeIn(keys, page));
    body.addSigned(at - before);
    before = at;
    if (clickId !== null) texts.push(clickId);
  }
}

function packMemberships(
  body: NumberWriter,
  memberships: readonly Membership[],
  from: number,
  keys: number[],
  days: number[],
): void {
  body.add(memberships.length);
  let before = from;
  for (const { scope, subject, source, day, at, reached } of memberships) {
    body.add(placeIn(keys, source) * SCOPES + scope);
    body.add(placeIn(keys, subject));
    body.add(placeIn(days, day));
    body.addSigned(at - before);
    body.add(reached);
    before = at;
  }
}

export function unpackState(state: string): Omit<Journey, 'seq'> {
  if (!state.startsWith(VERSION)) return unpackJson(state);
  const reader = new NumberReader(state, VERSION.length);
  const bits = reader.next();
  const from = reader.next();
  const keys = listOf(reader, () => reader.next());
  const days = listOf(reader, () => reader.next());
  const key = () => keys[reader.next()] ?? 0;
  const session = bits & SESSION ? readSession(reader, key, from) : null;
  let before = from;
  const later = () => {
    before += reader.nextSigned();
    return before;
  };
  const touches = listOf(reader, () => {
    const flags = reader.next();
    return { flags, source: key(), page: key(), at: later() };
  });
  before = from;
  const memberships = listOf(reader, () => {
    const place = reader.next();
    return {
      scope: (place % SCOPES) as Membership['scope'],
      subject: key(),
      source: keys[Math.floor(place / SCOPES)] ?? 0,
      day: days[reader.next()] ?? 0,
      at: later(),
      reached: reader.next(),
    };
  });
  const counted = bits & COUNTED ? { id: key(), day: days[reader.next()] ?? 0 } : null;
  const soldAt = listOf(reader, () => from + reader.nextSigned());
  const texts = textsOf(reader.rest);
  return {
    session,
    touchpoints: touches.map(({ flags, source, page, at }) => ({
      source,
      at,
      page,
      clickId: flags & CLICK_ID ? texts() : null,
      adConsent: (flags & AD_CONSENT) !== 0,
    })),
    memberships,
    customer: bits & CUSTOMER ? texts() : null,
    isStaff: (bits & STAFF) !== 0,
    counted,
    sold: soldAt.map((at) => ({ sale: texts(), at })),
  };
}

function readSession(reader: NumberReader, key: () => number, from: number): Journey['session'] {
  const source = key();
  const page = key();
  const startedAt = from + reader.nextSigned();
  const lastAt = startedAt + reader.nextSigned();
  const visible = reader.next();
  return {
    source,
    startedAt,
    lastAt,
    page,
    visibleMs: Math.floor(visible / 2),
    engaged: visible % 2 === 1,
  };
}

function listOf<Value>(reader: NumberReader, read: () => Value): Value[] {
  const count = reader.next();
  const list: Value[] = [];
  for (let n = 0; n < count; n += 1) list.push(read());
  return list;
}

/** Gives the texts behind the numbers, one after another. */
function textsOf(json: string): () => string {
  const texts = json === '' ? [] : (JSON.parse(json) as string[]);
  let at = 0;
  return () => texts[at++] ?? '';
}

/** Where a value is in a list that holds each once; it is added where it is new. */
function placeIn(list: number[], value: number): number {
  const place = list.indexOf(value);
  return place < 0 ? list.push(value) - 1 : place;
}
