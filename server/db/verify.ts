import { makeSiteBooks } from '../actions/siteBooks.ts';
import { dayText } from '../domain/day.ts';
import type { Db } from '../store/db.ts';
import { loadKeptFrom, loadSiteIdsAfter } from '../store/retention.ts';
import { compareCounters, differenceText } from './compare.ts';
import { checkCredits, checkOffers } from './ledger.ts';
import { recount } from './recount.ts';
import { withScratch } from './scratch.ts';

const SITES_A_PAGE = 100;
/** Beyond so many of a site, differences are only counted. */
const MOST_TOLD = 50;

/** Checks every site, and says what it finds. Answers how many differences there are. */
export async function verify(source: Db, say: (text: string) => void): Promise<number> {
  // One snapshot of everything, while the server goes on.
  return source
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      let differences = 0;
      let after = '';
      for (;;) {
        const sites = await loadSiteIdsAfter(db, after, SITES_A_PAGE);
        for (const siteId of sites) differences += await verifySite(db, siteId, say);
        if (after === '' && sites.length === 0) say('There is no site yet.');
        if (sites.length < SITES_A_PAGE) return differences;
        after = sites.at(-1) ?? '';
      }
    });
}

async function verifySite(db: Db, siteId: string, say: (text: string) => void): Promise<number> {
  const book = await makeSiteBooks().of(db, siteId);
  if (!book) return 0;
  const fromDay = await loadKeptFrom(db, siteId);
  const tell = teller(say);
  const events = await withScratch(async (scratch) => {
    const count = await recount(db, scratch, { id: siteId, rules: book, fromDay });
    for await (const difference of compareCounters(db, scratch.db, siteId, fromDay)) {
      tell.line(differenceText(difference));
    }
    return count;
  });
  for await (const line of checkCredits(db, siteId)) tell.line(line);
  for await (const line of checkOffers(db, siteId)) tell.line(line);
  const days = fromDay === 0 ? 'all days' : `days from ${dayText(fromDay)} on`;
  const found = tell.count();
  if (found > MOST_TOLD) say(`  … and ${(found - MOST_TOLD).toLocaleString('en')} more`);
  const verdict = found === 0 ? 'no difference' : `${found.toLocaleString('en')} differences`;
  say(`${book.settings.name} (${siteId}): ${events.toLocaleString('en')} events, ${days}: ${verdict}.`);
  return found;
}

function teller(say: (text: string) => void) {
  let told = 0;
  return {
    line(text: string) {
      told += 1;
      if (told <= MOST_TOLD) say(`  ${text}`);
    },
    count: () => told,
  };
}
