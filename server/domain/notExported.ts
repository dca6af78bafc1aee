/** Tables that leave the server in no export, each with its reason. */
export const NOT_EXPORTED: Record<string, string> = {
  sites:
    'holds the secrets under which keys and signatures are made; its settings are at GET /v1/sites/{site}',
  users: 'people and the hashes of their passwords',
  members: 'who may do what here: at GET /v1/sites/{site}/members',
  invitations: 'hashes of secrets',
  setup_links: 'hashes of secrets',
  sign_ins: 'hashes of secrets',
  pairings: 'hashes of secrets',
  tokens: 'hashes of secrets',
  token_sites: 'belongs to tokens',
  devices: 'hashes of secrets; its list is at GET /v1/sites/{site}/devices',
  clerks: 'hashes of PINs; its list is at GET /v1/sites/{site}/clerks',
  clerk_sign_ins: 'hashes of secrets',
  tries: 'hashes of callers, kept for an hour’s limits only',
  site_turns: 'how servers that share a database take turns',
  mints: 'pseudonyms of networks, kept for a day’s limit only',
  journeys: 'made of the events, packed for counting',
  answers: 'answers kept for repeated requests',
  customer_visitors: 'which visitors are one customer: each redemption says whose it is',
  journey_bases: 'made of events that were dropped, packed for counting',
  retentions: 'a mark for sweeping old events',
  conversion_settings: 'the terms of the last file, at GET /v1/sites/{site}/conversions/{platform}',
  conversion_batches: 'the list of files, at GET /v1/sites/{site}/conversions/{platform}/batches',
  history_imports: 'the list of imports, at GET /v1/sites/{site}/history',
  history_rows: 'rows on their way in',
  spend_imports: 'the list of imports, at GET /v1/sites/{site}/spend/imports',
  spend_parts: 'sums of spend, to compare imports with',
  spend_days: 'which import stands for a day: only what stands is exported',
  spend_mappings: 'how files are read',
};

/** Columns that stay here, by table, each with its reason. */
export const COLUMNS_LEFT_OUT: Record<string, Record<string, string>> = {
  redemptions: { counted: 'which counters hold it, packed for taking it back' },
};
