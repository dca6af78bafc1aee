import { addCounts } from '../../shared/funnelChange.ts';
import type { Cost } from '../../shared/wire/reportFigures.ts';
import type { StepCounts } from './funnel.ts';

/** How long redemptions took from their first touchpoint, and how much of them is counted here. */
export interface Lead {
  /** The mean of them: sums keep what lies in one day together. */
  hours: number;
  /** In parts of WHOLE_SHARE. */
  share: number;
}

const HOUR_MS = 3_600_000;
export const HOURS_A_DAY = 24;

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

/** Parts as they are added up. */
export class PartSum {
  #revenueMinor = 0;
  #discountMinor = 0;
  #share = 0;
  /** By day: a sum of many rows has no more of them than a window has days. */
  readonly #leads = new Map<number, { share: number; hours: number }>();

  add({ revenueMinor, discountMinor, share, leads }: Part): void {
    this.#revenueMinor += revenueMinor;
    this.#discountMinor += discountMinor;
    this.#share += share;
    for (const lead of leads) {
      const day = Math.round(lead.hours / HOURS_A_DAY);
      const sum = this.#leads.get(day);
      if (!sum) this.#leads.set(day, { share: lead.share, hours: lead.hours * lead.share });
      else {
        sum.share += lead.share;
        sum.hours += lead.hours * lead.share;
      }
    }
  }

  get all(): Part {
    const leads = [...this.#leads.values()]
      .filter(({ share }) => share > 0)
      .map(({ share, hours }) => ({ hours: hours / share, share }));
    return {
      revenueMinor: this.#revenueMinor,
      discountMinor: this.#discountMinor,
      share: this.#share,
      leads,
    };
  }
}

export function addParts(parts: readonly Part[]): Part {
  const sum = new PartSum();
  for (const part of parts) sum.add(part);
  return sum.all;
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
