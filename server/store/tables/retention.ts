/* What stands for raw events that were dropped. */

/** A visitor as their dropped events left them. */
export interface JourneyBaseTable {
  site_id: string;
  visitor: string;
  /** The last dropped event's. */
  seq: number;
  at: number;
  state: string;
  /** The visitor's redemptions that stand, JSON; empty where there is none. */
  sales: string;
}

/** From which day on a site's raw events are whole. */
export interface RetentionTable {
  site_id: string;
  from_day: number;
}
