import type { Clerk } from '../../shared/wire/till.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import {
  deleteClerk,
  insertClerk,
  loadClerk,
  loadClerks,
  type StoredClerk,
  updateClerk,
} from '../store/clerks.ts';
import type { ActionContext } from './context.ts';

/** So many wrong PINs in a row lock a clerk, until the owner sets a new one. */
export const MAX_FAILURES = 5;
const LISTED = 2_000;

export function isLocked({ failures }: Pick<StoredClerk, 'failures'>): boolean {
  return failures >= MAX_FAILURES;
}

export async function listClerks(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<{ clerks: Clerk[] }>> {
  return done({ clerks: (await loadClerks(db, siteId, null, LISTED)).map(toWire) });
}

export async function createClerk(
  { db, books, chance }: ActionContext,
  { siteId, input }: { siteId: string; input: { name: string; storeId: string; pinHash: string } },
): Promise<Outcome<Clerk>> {
  const book = await books.of(db, siteId);
  if (!book?.stores.has(input.storeId)) {
    return failed('invalidInput', 'Choose a store of this site.', {
      errors: [{ field: 'storeId', message: 'must be a store of this site' }],
    });
  }
  if ((await loadClerks(db, siteId, null, LISTED)).length >= LISTED) {
    return failed('conflict', `A site has at most ${LISTED} clerks.`);
  }
  const { name, storeId, pinHash } = input;
  const clerk: StoredClerk = { id: chance.id(), name, storeId, pinHash, failures: 0 };
  await insertClerk(db, siteId, clerk);
  return done(toWire(clerk));
}

/** Changes a name, or sets a new PIN: that unlocks, and signs the clerk out. */
export async function changeClerk(
  { db }: ActionContext,
  { siteId, id, change }: { siteId: string; id: string; change: { name?: string; pinHash?: string } },
): Promise<Outcome<Clerk>> {
  await updateClerk(db, siteId, id, change);
  const clerk = await loadClerk(db, siteId, id);
  return clerk ? done(toWire(clerk)) : failed('notFound');
}

/** Removes a clerk; what the clerk redeemed stays. */
export async function removeClerk(
  { db }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<null>> {
  return (await deleteClerk(db, siteId, id)) ? done(null) : failed('notFound');
}

function toWire(clerk: StoredClerk): Clerk {
  return { id: clerk.id, name: clerk.name, storeId: clerk.storeId, locked: isLocked(clerk) };
}
