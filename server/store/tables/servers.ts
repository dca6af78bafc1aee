/* What several server processes on one database need of it. */

/** Who writes a site takes its row first. */
export interface SiteTurnTable {
  site_id: string;
  /** How many transactions have changed the site. */
  n: number;
  /** Raised when what servers remember of the site is no longer true. */
  book: number;
  /** Until then someone watches the site live. */
  watched_until: number;
}
