import type { Installation, SigningSecret, Site, SiteInput } from '../../shared/wire/site.ts';
import type { Actor } from '../domain/actor.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SiteSettings } from '../domain/site.ts';
import { decideSite } from '../domain/siteInput.ts';
import { addMember } from '../store/members.ts';
import { loadLastView, loadSiteDay } from '../store/siteDays.ts';
import { hasRevenue, insertSite, loadSite, updateSite } from '../store/sites.ts';
import { readSession } from './accounts.ts';
import type { ActionContext } from './context.ts';
import { toSiteWire } from './siteWire.ts';

/** The sites that the caller may see. */
export async function listSites(
  context: ActionContext,
  input: { actor: Actor },
): Promise<Outcome<{ sites: Site[] }>> {
  const session = await readSession(context, input);
  return session.ok ? done({ sites: session.value.sites.map(({ site }) => site) }) : session;
}

/** Makes a site; its maker owns it. */
export async function createSite(
  { db, chance }: ActionContext,
  { userId, input, now }: { userId: string; input: SiteInput; now: number },
): Promise<Outcome<Site>> {
  const terms = decideSite(input);
  if (!terms.ok) return terms;
  const site: SiteSettings = {
    // Short, because it stands in the tag; the end of an id is its chance.
    id: chance.id().slice(-10),
    ...terms.value,
    keySecret: chance.secret(),
    signingSecret: chance.secret(),
  };
  await insertSite(db, site, now);
  await addMember(db, site.id, userId, 'owner');
  return done(toSiteWire(site));
}

export async function readSite(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<Site>> {
  const site = await loadSite(db, siteId);
  return site ? done(toSiteWire(site)) : failed('notFound');
}

export async function changeSite(
  { db, books }: ActionContext,
  { siteId, change }: { siteId: string; change: Partial<SiteInput> },
): Promise<Outcome<Site>> {
  const known = await loadSite(db, siteId);
  if (!known) return failed('notFound');
  const terms = decideSite(change, known);
  if (!terms.ok) return terms;
  const isOtherMoney = terms.value.currency !== known.currency;
  if (isOtherMoney && (await hasRevenue(db, siteId))) {
    return failed(
      'conflict',
      'Money was counted in the site’s currency already: make a new site for another one.',
    );
  }
  const site = { ...known, ...terms.value };
  await updateSite(db, site);
  books.forget(siteId);
  return done(toSiteWire(site));
}

/** The tag to paste, and whether it reaches us; `script` is its address. */
export async function readInstallation(
  { db, books }: ActionContext,
  { siteId, script, now }: { siteId: string; script: string; now: number },
): Promise<Outcome<Installation>> {
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const today = await loadSiteDay(db, siteId, book.dayOf(now));
  const routes = book.settings.hashRoutes ? ' data-route="hash"' : '';
  return done({
    tag: `<script defer src="${script}" data-site="${siteId}"${routes}></script>`,
    lastViewAt: await loadLastView(db, siteId),
    viewsToday: today.views,
    foreignToday: today.foreign_beacons,
    botsToday: today.bot_views,
    mintsCappedToday: today.mints_capped,
    lastForeignOrigin: today.last_foreign_origin || null,
  });
}

export async function readSigningSecret(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<SigningSecret>> {
  const site = await loadSite(db, siteId);
  return site ? done({ secret: site.signingSecret }) : failed('notFound');
}
