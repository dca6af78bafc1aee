import type {
  RedemptionQuery,
  RedemptionStory,
  TakenBackList,
  TakenBackQuery,
} from '../../shared/wire/redemptions.ts';
import { dayText } from '../domain/day.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { MAX_RETURNS } from '../domain/returns.ts';
import { loadCredits } from '../store/credits.ts';
import { loadRedemption } from '../store/redemptions.ts';
import { loadReturns } from '../store/returns.ts';
import { loadTakenBack } from '../store/takenBack.ts';
import type { ActionContext } from './context.ts';
import { readRange } from './funnel.ts';
import { offerNames, storeNames } from './report.ts';
import { loadNames, slot, toReported } from './reportRedemptions.ts';
import { cityOf } from './reportScope.ts';

/** One redemption with the path that led to it and what came back of it, whether it stands or not. */
export async function readRedemption(
  { db, books }: ActionContext,
  { siteId, id, query }: { siteId: string; id: string; query: RedemptionQuery },
): Promise<Outcome<RedemptionStory>> {
  const book = await books.of(db, siteId);
  const sale = book && (await loadRedemption(db, siteId, id));
  if (!sale) return failed('notFound');
  const { model } = query;
  const compare = query.compare && query.compare !== model ? query.compare : null;
  const credits = await loadCredits(db, siteId, [id], compare ? [model, compare] : [model]);
  const known = {
    model,
    compare,
    ...(await loadNames({ db }, book, [sale])),
    credits: new Map(credits.map((each) => [slot(each.redemption, each.model, each.touch), each.valueMinor])),
  };
  const returns = await loadReturns(db, siteId, id, MAX_RETURNS);
  return done({
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    model,
    compare,
    redemption: toReported(sale, sale.voidedAt === null ? sale.amountMinor : 0, known),
    voidedAt: sale.voidedAt,
    returns: returns.map(({ at, day, amountMinor, discountMinor }) => ({
      at,
      day: dayText(day),
      amountMinor,
      refundMinor: amountMinor - discountMinor,
    })),
  });
}

/** The redemptions of a range that were undone, or of which something came back. */
export async function listTakenBack(
  { db, books }: ActionContext,
  { siteId, query, now }: { siteId: string; query: TakenBackQuery; now: number },
): Promise<Outcome<TakenBackList>> {
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { offset, limit } = query;
  const found = await loadTakenBack(db, siteId, range.value, { offset, limit: limit + 1 });
  const [stores, offers] = [storeNames(book), offerNames(book)];
  return done({
    from: dayText(range.value.from),
    to: dayText(range.value.to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    axis: 'redemptionDay',
    redemptions: found.slice(0, limit).map(({ id, at, day, order, storeId, offerId, ...sale }) => ({
      id,
      at,
      day: dayText(day),
      store: stores.get(storeId) ?? '',
      city: cityOf(book, storeId),
      offer: offers.get(offerId) ?? '',
      order,
      amountMinor: sale.amountMinor,
      returnedMinor: sale.returnedMinor,
      voidedAt: sale.voidedAt,
    })),
    more: found.length > limit,
  });
}
