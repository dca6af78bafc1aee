import { addCounts } from '../../shared/funnelChange.ts';
import type { Cost } from '../../shared/wire/reportFigures.ts';
import type { StepCounts } from './funnel.ts';

/** How long redemptions took from their first touchpoint, and how much of them is counted here. */
export interface Lead {
  hours: number;
  /** In parts of WHOLE_SHARE. */
  share: number;
}

const HOUR_MS = 3_600_000;

/** To the hour: what is asked for is days. A clock that went back gives none below zero. */
export function leadHours(firstAt: number, at: number): number {
  return Math.max(0, Math.round((at - firstAt) / HOUR_MS));
}

/** What is credited: a row's part of redemptions, or all of them. */
export interface Part {
  revenueMinor: number;
  discountMinor: number;
  /** Of redemptions, in parts of WHOLE_SHARE. */
  share: number;
  /** Less than `share` where some paths are not known. */
  leads: readonly Lead[];
}

/** What platforms say they delivered, and what it cost, by kind. */
export type Spend = Omit<Cost, 'sumMinor'> & { clicks: number; impressions: number };

/** All sums of a row. Null: not known by the report’s dimension. */
export interface Sums {
  cohort: StepCounts | null;
  spend: Spend | null;
  credited: Part;
  compared: Part | null;
}

export const NO_PART: Part = { revenueMinor: 0, discountMinor: 0, share: 0, leads: [] };

export const NO_SPEND: Spend = {
  clicks: 0,
  impressions: 0,
  mediaMinor: 0,
  platformFeeMinor: 0,
  agencyFeeMinor: 0,
};

/** In one pass, the leads by their hours: a sum of many rows has no more of them than a window has hours. */
export function addParts(parts: readonly Part[]): Part {
  const sum = { revenueMinor: 0, discountMinor: 0, share: 0 };
  const shares = new Map<number, number>();
  for (const part of parts) {
    sum.revenueMinor += part.revenueMinor;
    sum.discountMinor += part.discountMinor;
    sum.share += part.share;
    for (const { hours, share } of part.leads) shares.set(hours, (shares.get(hours) ?? 0) + share);
  }
  return { ...sum, leads: [...shares].map(([hours, share]) => ({ hours, share })) };
}

export function addSpend(a: Spend, b: Spend): Spend {
  return {
    clicks: a.clicks + b.clicks,
    impressions: a.impressions + b.impressions,
    mediaMinor: a.mediaMinor + b.mediaMinor,
    platformFeeMinor: a.platformFeeMinor + b.platformFeeMinor,
    agencyFeeMinor: a.agencyFeeMinor + b.agencyFeeMinor,
  };
}

/** Rows of one report: what is null in `nothing` is null in all of them. */
export function addSums(rows: readonly Sums[], nothing: Sums): Sums {
  const { cohort, spend, compared } = nothing;
  return {
    cohort: cohort && rows.reduce((sum, row) => addCounts(sum, row.cohort ?? {}), cohort),
    spend: spend && rows.reduce((sum, row) => addSpend(sum, row.spend ?? NO_SPEND), spend),
    credited: addParts(rows.map((row) => row.credited)),
    compared: compared && addParts(rows.flatMap((row) => row.compared ?? [])),
  };
}
