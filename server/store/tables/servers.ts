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

/** How often something was tried that has a limit, by any server. */
export interface TriesTable {
  /** A hash of what is tried, and of who tries. */
  key: string;
  /** When the span began in which it is counted. */
  started_at: number;
  n: number;
}
