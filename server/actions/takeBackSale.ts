import type { CounterChange } from '../domain/funnel.ts';
import { type CountedSale, StandingSales, type Taken, takeBack } from '../domain/takeBack.ts';
import { loadCounted, loadCountedOf } from '../store/countedSales.ts';
import type { Db } from '../store/db.ts';
import type { StoredRedemption } from '../store/redemptions.ts';

const PAGE = 100;

/** How counters change when a redemption, or a part of it, is taken back: on whatever day, with or without a journey. */
export async function takesOf(
  db: Db,
  siteId: string,
  redemption: StoredRedemption,
  taken: Taken,
): Promise<CounterChange[]> {
  const sale = await loadCounted(db, siteId, redemption.id);
  const others = taken.whole ? await loadOthers(db, siteId, redemption, sale) : new StandingSales();
  return takeBack(sale, taken, others);
}

/** Reads the visitor's other sales only as far as it takes to know that each step is held by one of them. */
async function loadOthers(
  db: Db,
  siteId: string,
  redemption: StoredRedemption,
  sale: CountedSale,
): Promise<StandingSales> {
  const others = new StandingSales();
  let before: string | null = null;
  while (!others.covers(sale)) {
    const page = await loadCountedOf(db, siteId, redemption.visitor, { before, limit: PAGE });
    for (const other of page) if (other.id !== redemption.id) others.add(other);
    before = page.at(-1)?.id ?? null;
    if (page.length < PAGE) break;
  }
  return others;
}
