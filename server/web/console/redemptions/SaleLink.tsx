import { useSite } from '../session.ts';

/** Leads to one redemption’s own page: an address that can be shared. */
export function SaleLink({ id, words }: { id: string; words: string }) {
  const { site } = useSite();
  return <a href={`/sites/${site.id}/redemptions/${id}`}>{words}</a>;
}
