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
  /**
   * The keys that the site's dictionary is known to have. A batch adds those of its new rows; one that fails
   * has `forget` called.
   */
  keysOf(siteId: string): Set<number>;
  /** After its owner changed something, or a transaction that had changed it failed. */
  forget(siteId?: string): void;
}

const MAX_SITES = 1_000;
/** Of all sites together: some ten megabytes. */
const MAX_KEYS = 200_000;

export function makeSiteBooks(): SiteBooks {
  const books = new Map<string, SiteBook>();
  const keys = new Map<string, Set<number>>();
  /** Of how often something was forgotten: what was read meanwhile may be older than that. */
  let forgotten = 0;
  return {
    async of(db, siteId) {
      const known = books.get(siteId);
      if (known) return known;
      const before = forgotten;
      const book = await loadBook(db, siteId);
      if (forgotten !== before) return book;
      if (books.size >= MAX_SITES) books.delete(books.keys().next().value ?? '');
      if (book) books.set(siteId, book);
      return book;
    },
    keysOf(siteId) {
      const all = [...keys.values()].reduce((sum, own) => sum + own.size, 0);
      if (all > MAX_KEYS) keys.clear();
      let own = keys.get(siteId);
      if (!own) {
        own = new Set();
        keys.set(siteId, own);
      }
      return own;
    },
    forget(siteId) {
      forgotten += 1;
      if (siteId !== undefined) return void books.delete(siteId);
      books.clear();
      keys.clear();
    },
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
    lookbackDays: settings.lookbackDays,
    dayOf: makeDayOf(settings.timeZone),
    directSource: sourceRow(settings.keySecret, DIRECT).id,
  };
}
