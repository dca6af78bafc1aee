import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** A household that a campaign was sent to. */
export interface Targeting {
  campaign: string;
  household: string;
}

export interface CampaignWindow {
  campaign: string;
  type: string;
  /** First and last day, YYYY-MM-DD. */
  from: string;
  to: string;
}

export interface RealRedemption extends Targeting {
  /** The coupon's UPC: households share it, so it is a reusable offer. */
  upc: string;
  day: string;
}

/** Coupons of one grocer in 2017, as the R package completejourney publishes them. */
export interface CompleteJourney {
  windows: CampaignWindow[];
  targetings: Targeting[];
  redemptions: RealRedemption[];
}

/** Reads the data set's three files from a folder. Throws where one is missing or has other columns. */
export function readCompleteJourney(folder: string): CompleteJourney {
  return {
    windows: rows(folder, 'campaign_descriptions', [
      'campaign_id',
      'campaign_type',
      'start_date',
      'end_date',
    ]).map(([campaign = '', type = '', from = '', to = '']) => ({ campaign, type, from, to })),
    targetings: rows(folder, 'campaigns', ['campaign_id', 'household_id']).map(
      ([campaign = '', household = '']) => ({ campaign, household }),
    ),
    redemptions: rows(folder, 'coupon_redemptions', [
      'campaign_id',
      'household_id',
      'coupon_upc',
      'redemption_date',
    ]).map(([campaign = '', household = '', upc = '', day = '']) => ({ campaign, household, upc, day })),
  };
}

function rows(folder: string, name: string, columns: string[]): string[][] {
  const text = gunzipSync(readFileSync(join(folder, `${name}.csv.gz`)));
  const records: Record<string, string>[] = parse(text, { columns: true });
  return records.map((record) =>
    columns.map((column) => {
      const value = record[column];
      if (value === undefined) throw new Error(`${name}.csv.gz has no column ${column}`);
      return value;
    }),
  );
}
