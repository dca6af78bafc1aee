import {
  type AdPlatform,
  type ConversionBatch,
  type ConversionBatches,
  type ConversionFile,
  type ConversionTerms,
  LEFT_OUT,
  type LeftOut,
  type MadeConversions,
} from '../../shared/wire/conversions.ts';
import { fileHead, fileRows } from '../domain/conversionFile.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import {
  closeBatch,
  deleteBatch,
  findOpenBatch,
  insertBatch,
  loadBatch,
  loadBatches,
  loadTerms,
  type StoredBatch,
  saveTerms,
} from '../store/conversionBatches.ts';
import { countTold, insertConversions, loadTold } from '../store/conversions.ts';
import type { Db } from '../store/db.ts';
import type { ActionContext } from './context.ts';
import { type ConversionPage, type ConversionQuestion, decidePage } from './conversionPage.ts';

interface OfPlatform {
  siteId: string;
  platform: AdPlatform;
}

/** How the owner last sent conversions to a platform. */
export async function readConversionTerms(
  { db, books }: ActionContext,
  { siteId, platform }: OfPlatform,
): Promise<Outcome<{ terms: ConversionTerms | null; currency: string }>> {
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  return done({ terms: await loadTerms(db, siteId, platform), currency: book.settings.currency });
}

/** What a page of redemptions would come to, were the file made now. */
export async function readConversions(
  { db, books }: ActionContext,
  input: OfPlatform & ConversionQuestion,
): Promise<Outcome<ConversionPage>> {
  const book = await books.of(db, input.siteId);
  if (!book) return failed('notFound');
  const { told: _told, ...page } = await decidePage(db, book, input, '');
  return done(page);
}

/** Begins a batch, or goes on with one that broke off: its terms are those that it was begun with. */
export async function openConversionBatch(
  { db, chance }: ActionContext,
  input: OfPlatform & { terms: ConversionTerms; now: number },
): Promise<Outcome<StoredBatch>> {
  const { siteId, platform, terms, now } = input;
  const open = await findOpenBatch(db, siteId, platform);
  if (open) return done(open);
  const batch: StoredBatch = { id: chance.id(), at: now, terms, leftOut: {} };
  await insertBatch(db, siteId, platform, batch);
  await saveTerms(db, siteId, platform, terms);
  return done(batch);
}

/** Tells a page of redemptions in a batch. */
export async function tellConversions(
  { db, books }: ActionContext,
  input: OfPlatform & ConversionQuestion & { batchId: string },
): Promise<Outcome<ConversionPage>> {
  const { siteId, platform, batchId } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  // Its file may have been sent by now: what is told in it afterwards nobody would hear of.
  if ((await findOpenBatch(db, siteId, platform))?.id !== batchId) {
    return failed('conflict', 'Another request has finished this file in the meantime: make the next one.');
  }
  const { told, ...page } = await decidePage(db, book, input, batchId);
  await insertConversions(
    db,
    siteId,
    platform,
    told.toSorted((a, b) => (a.redemptionId < b.redemptionId ? -1 : 1)),
  );
  return done(page);
}

/** Makes a batch a file. One that tells nothing is none: null. */
export async function closeConversionBatch(
  { db }: ActionContext,
  input: OfPlatform & { batch: StoredBatch; leftOut: Partial<Record<LeftOut, number>>; now: number },
): Promise<Outcome<MadeConversions>> {
  const { siteId, platform, now } = input;
  const batch = { ...input.batch, at: now, leftOut: input.leftOut };
  const [made] = await withCounts(db, siteId, [batch]);
  const isEmpty = !made || Object.values(made.counts).every((n) => n === 0);
  if (isEmpty) await deleteBatch(db, siteId, platform, batch.id);
  else await closeBatch(db, siteId, platform, batch);
  return done({ batch: isEmpty ? null : made });
}

export async function listConversionBatches(
  { db }: ActionContext,
  input: OfPlatform & { offset: number; limit: number },
): Promise<Outcome<ConversionBatches>> {
  const { siteId, platform, offset, limit } = input;
  const found = await loadBatches(db, siteId, platform, { offset, limit: limit + 1 });
  const batches = await withCounts(db, siteId, found.slice(0, limit));
  return done({ batches, more: found.length > limit });
}

const ROWS_A_PAGE = 1_000;

/** A page of a batch's file as the platform takes it; the first has the header. */
export async function readConversionFile(
  { db, books }: ActionContext,
  input: OfPlatform & { id: string; file: ConversionFile; after: string | null },
): Promise<Outcome<{ text: string; next: string | null }>> {
  const { siteId, platform, id, file, after } = input;
  const book = await books.of(db, siteId);
  const batch = book && (await loadBatch(db, siteId, platform, id));
  if (!book || !batch) return failed('notFound', 'No such file was made: load the list again.');
  const told = await loadTold(db, siteId, id, file, after ?? '', ROWS_A_PAGE);
  const head = after === null ? fileHead(platform, file, book.settings) : '';
  return done({
    text: head + fileRows(platform, told, book.settings),
    next: told.length === ROWS_A_PAGE ? (told.at(-1)?.redemptionId ?? null) : null,
  });
}

async function withCounts(
  db: Db,
  siteId: string,
  batches: readonly StoredBatch[],
): Promise<ConversionBatch[]> {
  const told = await countTold(
    db,
    siteId,
    batches.map(({ id }) => id),
  );
  return batches.map(({ id, at, terms, leftOut }) => {
    const own = told.filter(({ batchId }) => batchId === id);
    const count = (type: string) => own.find((each) => each.type === type)?.n ?? 0;
    return {
      id,
      at,
      terms,
      counts: {
        conversion: count('conversion'),
        restatement: count('restatement'),
        retraction: count('retraction'),
      },
      valueMinor: own.find(({ type }) => type === 'conversion')?.valueMinor ?? 0,
      leftOut: everyReason(leftOut),
    };
  });
}

/** Counts of every reason, also of those that nobody met. */
export function everyReason(some: Partial<Record<LeftOut, number>>): Record<LeftOut, number> {
  return Object.fromEntries(LEFT_OUT.map((why) => [why, some[why] ?? 0])) as Record<LeftOut, number>;
}
