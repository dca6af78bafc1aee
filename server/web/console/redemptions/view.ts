import type { RedemptionQuery, TakenBackQuery } from '../../../../shared/wire/redemptions.ts';
import { MODELS, type Model } from '../../../../shared/wire/report.ts';
import { readPage } from '../attribution/view.ts';
import { type Range, readRange } from '../funnel/view.ts';

/** How many redemptions a page of the list has. */
export const PAGE_SALES = 50;

/** Everything that decides what the list shows: it is read from the address and written there. */
export interface ListView {
  range: Range;
  /** From 1. */
  page: number;
  /** The order number or code that is looked for; empty: none is. */
  find: string;
}

export function readListView(query: URLSearchParams, today: string): ListView {
  return {
    range: readRange(query, today),
    page: readPage(query.get('page')),
    find: query.get('find')?.trim().slice(0, 80) ?? '',
  };
}

export function takenBackQuery({ range: { from, to }, page }: ListView) {
  return { from, to, offset: (page - 1) * PAGE_SALES, limit: PAGE_SALES } satisfies TakenBackQuery;
}

/** Under which models one redemption’s credit is told. */
export interface StoryView {
  model: Model;
  compare: Model | null;
}

export function readStoryView(query: URLSearchParams): StoryView {
  const model = MODELS.find((each) => each === query.get('model')) ?? 'last';
  return { model, compare: MODELS.find((each) => each === query.get('compare') && each !== model) ?? null };
}

export function storyQuery({ model, compare }: StoryView) {
  return { model, ...(compare ? { compare } : {}) } satisfies RedemptionQuery;
}

/** What became of a redemption. */
export type Standing = 'stands' | 'part' | 'returned' | 'undone';

export function standingOf(sale: {
  amountMinor: number;
  returnedMinor: number;
  voidedAt: number | null;
}): Standing {
  if (sale.voidedAt === null) return sale.returnedMinor > 0 ? 'part' : 'stands';
  return sale.amountMinor === 0 && sale.returnedMinor > 0 ? 'returned' : 'undone';
}
