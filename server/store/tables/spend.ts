import type { SpendKind } from '../../../shared/wire/spend.ts';

/** A file that was imported. `loading` until its rows stand, `removed` until its rows are swept away. */
export interface SpendImportTable {
  site_id: string;
  id: string;
  file_name: string;
  /** Of the file and of how it was read. */
  hash: string;
  user_id: string;
  at: number;
  status: 'loading' | 'done' | 'removed';
  rows: number;
  parts: number;
  from_day: number;
  to_day: number;
  clicks: number;
  impressions: number;
  cost_minor: number;
}

/** What an import says of one day, platform and kind of cost: what a later import replaces as a whole. */
export interface SpendPartTable {
  site_id: string;
  import_id: string;
  day: number;
  /** The source's name: `google`. */
  platform: string;
  kind: SpendKind;
  clicks: number;
  impressions: number;
  cost_minor: number;
}

export interface SpendTable extends SpendPartTable {
  source_id: number;
}

/** Which import stands for a day, platform and kind: only its rows count. */
export interface SpendDayTable {
  site_id: string;
  day: number;
  platform: string;
  kind: SpendKind;
  import_id: string;
}

/** How a person said that files with these headers are read, as JSON. */
export interface SpendMappingTable {
  site_id: string;
  headers_hash: string;
  mapping: string;
  at: number;
}
