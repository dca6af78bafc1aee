import type { AdPlatform, ConversionType, ConversionValue } from '../../../shared/wire/conversions.ts';
import type { Model } from '../../../shared/wire/report.ts';

/* What was sent to advertising platforms, and history on its way in. */

/** How an owner last sent conversions to a platform. */
export interface ConversionSettingsTable {
  site_id: string;
  platform: AdPlatform;
  name: string;
  value_of: ConversionValue;
  model: Model;
}

/** A file of conversions. `open` until all of it was gathered. */
export interface ConversionBatchTable extends ConversionSettingsTable {
  id: string;
  status: 'open' | 'made';
  at: number;
  /** How many were left out, by reason, as JSON. */
  left_out: string;
}

/** What a platform was told of a redemption: first the conversion, then what changed of it. */
export interface ConversionTable extends ConversionSettingsTable {
  redemption_id: string;
  /** From 0: two servers that tell the same thing at once meet in the key. */
  number: number;
  batch_id: string;
  type: ConversionType;
  /** The click id's parameter, and the click id. */
  parameter: string;
  click_id: string;
  at: number;
  adjusted_at: number | null;
  value_minor: number;
}

/** A file of past events and redemptions. */
export interface HistoryImportTable {
  site_id: string;
  id: string;
  file_name: string;
  user_id: string;
  at: number;
  /** `staging` while its rows are checked, `running` while they are decided. */
  status: 'staging' | 'running' | 'finished';
  rows: number;
  done: number;
  imported: number;
  known: number;
  refused: number;
  /** The first of those that were refused, as JSON. */
  refusals: string;
}

/** A checked row that waits for its turn, in the order of its own time. */
export interface HistoryRowTable {
  site_id: string;
  import_id: string;
  at: number;
  line: number;
  row: string;
}
