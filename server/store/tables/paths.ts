/* The paths of journeys that led to no sale. */

/** What a path's key stands for. */
export interface PathTable {
  site_id: string;
  id: number;
  /** Keys of sources, earliest first, JSON. */
  steps: string;
}

/** How many journeys without a sale have their path, and their last touchpoint, here. */
export interface PathDayTable {
  site_id: string;
  day: number;
  path_id: number;
  n: number;
}
