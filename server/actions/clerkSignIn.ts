import type { TillState } from '../../shared/wire/till.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { countTry, endClerkSignIn, forgiveTries, insertClerkSignIn, loadClerk } from '../store/clerks.ts';
import { MAX_FAILURES } from './clerks.ts';
import type { ActionContext } from './context.ts';
import { readTill } from './devices.ts';

/** How long a clerk stays signed in: a long shift. */
export const CLERK_SIGN_IN_MS = 12 * 3_600_000;

/** The device on which a clerk signs in. */
export interface AtDevice {
  siteId: string;
  deviceId: string;
  storeId: string;
}

/**
 * Takes one of a clerk's tries and gives what the PIN is checked against, outside of any transaction: the
 * check takes long. `left` is how many tries are left if this one fails.
 */
export async function takeTry(
  { db }: ActionContext,
  { siteId, storeId, clerkId }: AtDevice & { clerkId: string },
): Promise<Outcome<{ pinHash: string; left: number }>> {
  const clerk = await loadClerk(db, siteId, clerkId);
  if (clerk?.storeId !== storeId) {
    return failed('notFound', 'This store has no such clerk: load the page again.');
  }
  if (!(await countTry(db, siteId, clerkId, MAX_FAILURES))) return locked();
  return done({ pinHash: clerk.pinHash, left: MAX_FAILURES - clerk.failures - 1 });
}

/** What a wrong PIN is answered with. */
export function wrongPin(left: number): Outcome<never> {
  if (left <= 0) return locked();
  return failed('wrongCredentials', `The PIN is wrong. Tries left: ${left}.`);
}

/** Signs a clerk in whose PIN was checked against `pinHash`. */
export async function startClerkSession(
  context: ActionContext,
  input: AtDevice & { clerkId: string; pinHash: string; tokenHash: string; now: number },
): Promise<Outcome<TillState>> {
  const { db } = context;
  const { siteId, deviceId, clerkId, tokenHash } = input;
  const isStillRight = await forgiveTries(db, siteId, clerkId, input.pinHash);
  const clerk = isStillRight ? await loadClerk(db, siteId, clerkId) : null;
  if (!clerk) return failed('wrongCredentials', 'The PIN was changed just now.');
  const expiresAt = input.now + CLERK_SIGN_IN_MS;
  await insertClerkSignIn(db, siteId, { tokenHash, clerkId, deviceId, expiresAt });
  return readTill(context, { siteId, deviceId, clerk: { id: clerk.id, name: clerk.name } });
}

export async function endClerkSession(
  { db }: ActionContext,
  { siteId, deviceId }: { siteId: string; deviceId: string },
): Promise<Outcome<null>> {
  await endClerkSignIn(db, siteId, deviceId);
  return done(null);
}

function locked() {
  return failed('locked', 'Too many wrong PINs: the owner can set a new PIN in the console.');
}
