import type { Return, ReturnAnswer, ReturnInput, ReturnList } from '../../shared/wire/returns.ts';
import { shareCredit } from '../domain/credit.ts';
import { dayText } from '../domain/day.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { decideReturn, MAX_RETURNS, type ReturnTerms } from '../domain/returns.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadUser } from '../store/accounts.ts';
import { loadClerkNames } from '../store/clerks.ts';
import { deleteCredits, saveCredits } from '../store/credits.ts';
import { loadRedemption, type StoredRedemption } from '../store/redemptions.ts';
import {
  insertReturn,
  loadLines,
  loadReturns,
  type StoredReturn,
  takeFromLines,
  updateStanding,
} from '../store/returns.ts';
import type { ActionContext } from './context.ts';
import { countGiven } from './given.ts';
import { present } from './redemptionAnswer.ts';
import { takesOf } from './takeBackSale.ts';
import { advanceAtTill, journeyOfVisitor } from './tillJourney.ts';

/** Who records a return or asks for them: a clerk for the own store only, or a person in the console. */
export type ReturnActor = { clerkId: string; storeId: string } | { userId: string };

export interface ReturnRequest {
  siteId: string;
  /** The redemption's. */
  id: string;
  by: ReturnActor;
}

/** Takes goods back on any day: credit, totals and counters come to what is left of the order. */
export async function returnGoods(
  context: ActionContext,
  request: ReturnRequest & { input: ReturnInput; now: number },
): Promise<Outcome<ReturnAnswer>> {
  const { db, chance } = context;
  const { siteId, by, input, now } = request;
  const found = await findSale(context, request);
  if (!found.ok) return found;
  const { book, sale } = found.value;
  const earlier = await loadReturns(db, siteId, sale.id, MAX_RETURNS);
  const terms = decideReturn(sale, await loadLines(db, siteId, sale.id), earlier.length, input);
  if (!terms.ok) return terms;
  const record: StoredReturn = {
    id: chance.id(),
    at: now,
    day: book.dayOf(now),
    amountMinor: terms.value.amountMinor,
    discountMinor: terms.value.discountMinor,
    clerkId: 'clerkId' in by ? by.clerkId : null,
    userId: 'userId' in by ? by.userId : null,
    reason: input.reason?.trim() ?? '',
    lines: input.lines ?? [],
  };
  const rest = restOf(sale, terms.value, now);
  if (!(await updateStanding(db, siteId, sale, rest))) {
    return failed('conflict', 'Something of it came back in the meantime: load it again.');
  }
  await insertReturn(db, siteId, sale.id, record);
  await takeFromLines(db, siteId, sale.id, terms.value.lines);
  await shareAgain(context, book, rest);
  await countBack(context, book, sale, terms.value, record);
  const [shown] = await toWire(context, siteId, by, [record]);
  if (!shown) throw new Error('a return that was recorded is there');
  return done({ return: shown, redemption: await present(context, book, rest) });
}

/** What came back of a redemption, and how it stands. */
export async function listReturns(
  context: ActionContext,
  request: ReturnRequest,
): Promise<Outcome<ReturnList>> {
  const found = await findSale(context, request);
  if (!found.ok) return found;
  const { book, sale } = found.value;
  const returns = await loadReturns(context.db, request.siteId, sale.id, MAX_RETURNS);
  return done({
    redemption: await present(context, book, sale),
    returns: await toWire(context, request.siteId, request.by, returns),
  });
}

async function findSale(
  { db, books }: ActionContext,
  { siteId, id, by }: ReturnRequest,
): Promise<Outcome<{ book: SiteBook; sale: StoredRedemption }>> {
  const book = await books.of(db, siteId);
  const sale = book && (await loadRedemption(db, siteId, id));
  if (!sale || ('storeId' in by && by.storeId !== sale.storeId)) {
    return failed('notFound', 'There is no such redemption here: look for it again.');
  }
  return done({ book, sale });
}

/** A redemption after a return: of what came back whole nothing stands. */
function restOf(sale: StoredRedemption, terms: ReturnTerms, now: number): StoredRedemption {
  return {
    ...sale,
    ...terms.left,
    returnedMinor: sale.returnedMinor + terms.amountMinor,
    returnedDiscountMinor: sale.returnedDiscountMinor + terms.discountMinor,
    voidedAt: terms.whole ? now : null,
  };
}

/** Credit under every model is what is left, shared anew among the path as it was at the till. */
async function shareAgain({ db }: ActionContext, book: SiteBook, rest: StoredRedemption): Promise<void> {
  const siteId = book.settings.id;
  await deleteCredits(db, siteId, rest.id);
  if (rest.voidedAt === null) await saveCredits(db, siteId, rest.id, shareCredit(rest, book.directSource));
}

async function countBack(
  context: ActionContext,
  book: SiteBook,
  sale: StoredRedemption,
  { amountMinor: valueMinor, discountMinor, whole }: ReturnTerms,
  { id, at }: StoredReturn,
): Promise<void> {
  const siteId = book.settings.id;
  await countGiven(context, book, sale.offerId, { redeemed: whole ? -1 : 0, givenMinor: -discountMinor });
  const takes = await takesOf(context.db, siteId, sale, { valueMinor, whole });
  const journey = await journeyOfVisitor(context, siteId, sale.visitor);
  const fact = { at, type: 'return' as const, sale: sale.id, valueMinor, whole, takes };
  const store = book.stores.get(sale.storeId)?.name;
  await advanceAtTill(context, book, sale, journey, `return.${id}`, fact, store);
}

async function toWire(
  { db }: ActionContext,
  siteId: string,
  asker: ReturnActor,
  returns: readonly StoredReturn[],
): Promise<Return[]> {
  const clerks = await loadClerkNames(db, siteId, [
    ...new Set(returns.flatMap(({ clerkId }) => clerkId ?? [])),
  ]);
  const people = new Map<string, string>();
  // A clerk learns no address of the office's people.
  const userIds = 'userId' in asker ? new Set(returns.flatMap(({ userId }) => userId ?? [])) : [];
  for (const userId of userIds) people.set(userId, (await loadUser(db, userId))?.email ?? '');
  return returns.map(({ clerkId, userId, day, ...one }) => ({
    ...one,
    day: dayText(day),
    refundMinor: one.amountMinor - one.discountMinor,
    by: clerks.get(clerkId ?? '') || people.get(userId ?? '') || null,
  }));
}
