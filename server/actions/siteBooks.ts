import { makeDayOf } from '../domain/day.ts';
import { sourceRow } from '../domain/dictionary.ts';
import type { SiteBook } from '../domain/site.ts';
import { DIRECT } from '../domain/source.ts';
import { loadCampaigns } from '../store/campaigns.ts';
import type { Db } from '../store/db.ts';
import { loadSite } from '../store/sites.ts';
import { loadStores } from '../store/stores.ts';

/** What is known of sites that rarely changes, kept over transactions. */
export interface SiteBooks {
  /** Null where there is no such site. */
  of(db: Db, siteId: string): Promise<SiteBook | null>;
  /** After its owner changed something, or a transaction that had changed it failed. */
  forget(siteId?: string): void;
}

const MAX_SITES = 1_000;

export function makeSiteBooks(): SiteBooks {
  const books = new Map<string, SiteBook>();
  return {
    async of(db, siteId) {
      const known = books.get(siteId);
      if (known) return known;
      const book = await loadBook(db, siteId);
      if (books.size >= MAX_SITES) books.delete(books.keys().next().value ?? '');
      if (book) books.set(siteId, book);
      return book;
    },
    forget: (siteId) => (siteId === undefined ? books.clear() : void books.delete(siteId)),
  };
}

async function loadBook(db: Db, siteId: string): Promise<SiteBook | null> {
  const settings = await loadSite(db, siteId);
  if (!settings) return null;
  const stores = await loadStores(db, siteId);
  return {
    settings,
    campaigns: await loadCampaigns(db, siteId),
    stores: new Map(stores.map((store) => [store.id, store])),
    windowDays: settings.windowDays,
    dayOf: makeDayOf(settings.timeZone),
    directSource: sourceRow(settings.keySecret, DIRECT).id,
  };
}
