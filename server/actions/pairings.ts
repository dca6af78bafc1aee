import type { Token } from '../../shared/wire/account.ts';
import type { Site } from '../../shared/wire/site.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { loadSitesOf } from '../store/members.ts';
import {
  deleteToken,
  insertPairing,
  insertToken,
  loadToken,
  loadTokens,
  takePairing,
  takeSiteFromToken,
  touchToken,
} from '../store/tokens.ts';
import type { ActionContext } from './context.ts';
import { toSiteWire } from './siteWire.ts';

/** How long a pairing code is good. */
const PAIRING_MS = 10 * 60_000;
/** A token's use is noted this often. */
const USED_EVERY_MS = 3_600_000;
const LISTED = 500;

/** Makes a code with which its person's extension is paired. */
export async function createPairing(
  { db }: ActionContext,
  { userId, codeHash, now }: { userId: string; codeHash: string; now: number },
): Promise<Outcome<{ expiresAt: number }>> {
  const expiresAt = now + PAIRING_MS;
  await insertPairing(db, { codeHash, userId, expiresAt }, now);
  return done({ expiresAt });
}

/** Trades a pairing code for a token that reads all of its person's sites: once. */
export async function pair(
  { db, chance }: ActionContext,
  input: { codeHash: string; tokenHash: string; label: string; now: number },
): Promise<Outcome<{ sites: Site[] }>> {
  const userId = await takePairing(db, input.codeHash, input.now);
  const sites = userId === null ? [] : await loadSitesOf(db, userId, LISTED);
  if (userId === null || sites.length === 0) {
    return failed(
      'wrongCredentials',
      'This code was used, is out of date or wrong: make a new one in the console.',
    );
  }
  const { tokenHash, label, now } = input;
  await insertToken(
    db,
    { id: chance.id(), tokenHash, userId, label, createdAt: now },
    sites.map(({ site }) => site.id),
  );
  return done({ sites: sites.map(({ site }) => toSiteWire(site)) });
}

/** Who looks after tokens: an owner after all that read the site, a marketer after the own ones. */
export interface TokenKeeper {
  siteId: string;
  userId: string;
  isOwner: boolean;
}

export async function listTokens(
  { db }: ActionContext,
  { siteId, userId, isOwner }: TokenKeeper,
): Promise<Outcome<{ tokens: Token[] }>> {
  const tokens = await loadTokens(db, siteId, isOwner ? null : userId, LISTED);
  return done({ tokens: tokens.map(({ userId: _userId, ...token }) => token) });
}

/** Ends a token: everywhere for its own person; someone else's is taken off this site. */
export async function removeToken(
  { db }: ActionContext,
  { siteId, userId, isOwner, id }: TokenKeeper & { id: string },
): Promise<Outcome<null>> {
  const token = await loadToken(db, siteId, id);
  const isOwn = token?.userId === userId;
  if (!token || !(isOwn || isOwner)) return failed('notFound');
  if (isOwn) await deleteToken(db, id);
  else await takeSiteFromToken(db, siteId, id);
  return done(null);
}

/** Notes that a token was used. */
export async function useToken(
  { db }: ActionContext,
  { tokenId, now }: { tokenId: string; now: number },
): Promise<Outcome<null>> {
  await touchToken(db, tokenId, now, now - USED_EVERY_MS);
  return done(null);
}
