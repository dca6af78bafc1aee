import {
  type AttributionQuery,
  MODELS,
  REPORT_KEYS,
  REPORT_MODELS,
  type RedemptionsQuery,
  type ReportBy,
  type ReportModel,
  SOURCE_DIMENSIONS,
} from '../../../../shared/wire/report.ts';
import { type Range, readRange } from '../funnel/view.ts';

/** Everything that decides what the attribution page shows: it is read from the address and written there. */
export interface AttributionView {
  range: Range;
  by: ReportBy;
  model: ReportModel;
  /** The model beside it; null where there is none. */
  compare: ReportModel | null;
  /** The row whose redemptions are open, by its key, which is empty for Direct; null: none is. */
  row: string | null;
  /** The redemption whose path is open. */
  sale: string | null;
}

/** Reads a view from the address; what is missing or makes no sense takes its default. */
export function readAttributionView(query: URLSearchParams, today: string): AttributionView {
  const by = REPORT_KEYS.find((each) => each === query.get('by')) ?? 'source';
  const models = modelsFor(by);
  const model = models.find((each) => each === query.get('model')) ?? 'last';
  return {
    range: readRange(query, today),
    by,
    model,
    compare: models.find((each) => each === query.get('compare') && each !== model) ?? null,
    row: query.get('row'),
    sale: query.get('sale'),
  };
}

/** The models that can share by a dimension: some know sources alone. */
export function modelsFor(by: ReportBy): readonly ReportModel[] {
  return SOURCE_DIMENSIONS.some((each) => each === by) ? REPORT_MODELS : MODELS;
}

/** What a redemption says itself keeps the whole of it: no model shares those. */
const WHOLE: readonly ReportBy[] = ['store', 'city', 'offer', 'product'];

export function isShared(by: ReportBy): boolean {
  return !WHOLE.includes(by);
}

export function attributionQuery({ range, by, model, compare }: AttributionView, limit: number) {
  return {
    by,
    model,
    from: range.from,
    to: range.to,
    limit,
    ...(compare ? { compare } : {}),
  } satisfies AttributionQuery;
}

/** The question for the redemptions behind a row. */
export function redemptionsQuery(view: AttributionView, key: string, limit: number) {
  return { ...attributionQuery(view, limit), key, offset: 0 } satisfies RedemptionsQuery;
}
