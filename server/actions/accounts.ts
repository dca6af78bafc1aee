import type { Session } from '../../shared/wire/account.ts';
import type { Actor } from '../domain/actor.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import {
  deleteSignIn,
  findUser,
  hasFounder,
  insertSignIn,
  insertUser,
  loadUser,
  replaceSetupLink,
  takeSetupLink,
  type User,
} from '../store/accounts.ts';
import type { Db } from '../store/db.ts';
import { loadSitesOf } from '../store/members.ts';
import { loadSitesIn } from '../store/sites.ts';
import type { ActionContext } from './context.ts';
import { toSiteWire } from './siteWire.ts';

/** How long a person stays signed in. */
export const SIGN_IN_MS = 30 * 86_400_000;

/** The most sites that one person's list shows. */
const MAX_SITES = 500;

/** A sign-in to be made: the hash of its token, and when. */
export interface NewSignIn {
  tokenHash: string;
  now: number;
}

/** Whether the installation still waits for its first owner. */
export async function readSetup(
  { db }: ActionContext,
  _input: Record<never, never>,
): Promise<{ needed: boolean }> {
  return { needed: !(await hasFounder(db)) };
}

/** Makes a link for the first owner, in the place of older ones; none once there is an owner. */
export async function newSetupLink(
  { db }: ActionContext,
  { secretHash, now }: { secretHash: string; now: number },
): Promise<Outcome<{ needed: boolean }>> {
  const needed = !(await hasFounder(db));
  if (needed) await replaceSetupLink(db, secretHash, now);
  return done({ needed });
}

/** The first owner comes in by the link that the server printed. */
export async function setUp(
  { db, chance }: ActionContext,
  input: { secretHash: string; email: string; passwordHash: string; signIn: NewSignIn },
): Promise<Outcome<Session>> {
  if (!(await takeSetupLink(db, input.secretHash))) {
    return failed('notFound', 'This link was used or replaced: the server prints a new one when it starts.');
  }
  if (await hasFounder(db)) return failed('conflict', 'This server has its owner: sign in.');
  const user: User = {
    id: chance.id(),
    email: readEmail(input.email),
    passwordHash: input.passwordHash,
    mayCreateSites: true,
  };
  await insertUser(db, user, input.signIn.now);
  return done(await signInAs(db, user, input.signIn));
}

/** What is needed to check a password, outside of any transaction: it takes long. */
export async function loadPasswordHash(
  { db }: ActionContext,
  { email }: { email: string },
): Promise<{ userId: string; passwordHash: string } | null> {
  const user = await findUser(db, readEmail(email));
  return user && { userId: user.id, passwordHash: user.passwordHash };
}

/** Signs a person in whose password was checked. */
export async function startSession(
  { db }: ActionContext,
  { userId, signIn }: { userId: string; signIn: NewSignIn },
): Promise<Outcome<Session>> {
  const user = await loadUser(db, userId);
  return user ? done(await signInAs(db, user, signIn)) : failed('wrongCredentials');
}

export async function endSession(
  { db }: ActionContext,
  { tokenHash }: { tokenHash: string },
): Promise<Outcome<null>> {
  await deleteSignIn(db, tokenHash);
  return done(null);
}

/** Who the caller is, and what it may see. */
export async function readSession(
  { db }: ActionContext,
  { actor }: { actor: Actor },
): Promise<Outcome<Session>> {
  if (actor.type === 'user') {
    return done(
      await sessionOf(db, { id: actor.userId, email: actor.email, mayCreateSites: actor.mayCreateSites }),
    );
  }
  if (actor.type !== 'token') return failed('notSignedIn');
  const sites = await loadSitesIn(db, actor.siteIds);
  return done({
    email: null,
    sites: sites.map((site) => ({ site: toSiteWire(site), role: 'marketer' as const })),
    mayCreateSites: false,
  });
}

export async function signInAs(db: Db, user: User, { tokenHash, now }: NewSignIn): Promise<Session> {
  await insertSignIn(db, { tokenHash, userId: user.id, expiresAt: now + SIGN_IN_MS }, now);
  return sessionOf(db, user);
}

async function sessionOf(db: Db, user: Omit<User, 'passwordHash'>): Promise<Session> {
  const sites = await loadSitesOf(db, user.id, MAX_SITES);
  return {
    email: user.email,
    sites: sites.map(({ site, role }) => ({ site: toSiteWire(site), role })),
    mayCreateSites: user.mayCreateSites,
  };
}

/** People write their address in any case; there is one account for it. */
export function readEmail(text: string): string {
  return text.trim().toLowerCase();
}
