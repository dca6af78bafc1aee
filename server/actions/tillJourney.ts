import { advanceWithPath } from '../domain/countedPath.ts';
import type { Coupon } from '../domain/coupon.ts';
import { sumChanges } from '../domain/funnel.ts';
import { type Fact, type Journey, newJourney } from '../domain/journey.ts';
import { factColumns, type RawEvent } from '../domain/rawEvent.ts';
import type { SiteBook } from '../domain/site.ts';
import { addToCounters } from '../store/counters.ts';
import { saveEvents } from '../store/events.ts';
import { loadJourneys, saveJourneys } from '../store/journeys.ts';
import { together } from '../store/together.ts';
import type { ActionContext } from './context.ts';
import { countPaths } from './countPaths.ts';

/** On whom a coupon was stamped, and where: it says so itself, and its redemptions do. */
type Stamp = Pick<Coupon, 'visitor' | 'page'>;

/** The journey of the visitor on whom a coupon was stamped, whoever holds it now. */
export async function journeyOfVisitor(
  { db }: ActionContext,
  siteId: string,
  visitor: string,
): Promise<Journey> {
  const journeys = await loadJourneys(db, siteId, [visitor]);
  return journeys.get(visitor) ?? newJourney();
}

/** What happens at a till moves the coupon’s journey like any event: kept raw, counted, told live. */
export async function advanceAtTill(
  context: ActionContext,
  book: SiteBook,
  stamp: Stamp,
  journey: Journey,
  id: string,
  fact: Fact,
  store?: string,
): Promise<void> {
  const { db } = context;
  const siteId = book.settings.id;
  const { changes, move } = advanceWithPath(journey, fact, book);
  const sums = sumChanges(changes);
  const raw: RawEvent = {
    id,
    visitor: stamp.visitor,
    seq: journey.seq,
    at: fact.at,
    kind: fact.type,
    ...factColumns(fact, stamp.page),
    bot: false,
  };
  const saveJourney = async () => {
    if (move) await countPaths(context, book, [move], book.dayOf(fact.at));
    await saveJourneys(db, siteId, [[stamp.visitor, journey]]);
  };
  await together([saveEvents(db, siteId, [raw]), saveJourney(), addToCounters(db, siteId, sums)]);
  const happening = { raw, journey, ...(store === undefined ? {} : { store }) };
  context.publish({ siteId, at: fact.at, sums, happenings: [happening] });
}
