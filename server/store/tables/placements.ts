/** A place elsewhere that leads to the site, by the names that its links carry. */
export interface PlacementTable {
  site_id: string;
  id: string;
  name: string;
  /** The pattern of the page on which it is. */
  page: string | null;
  source: string;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
  adapter: string | null;
}
