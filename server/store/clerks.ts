import { type Db, gather } from './db.ts';

export interface StoredClerk {
  id: string;
  storeId: string;
  name: string;
  pinHash: string;
  /** Wrong PINs since the last right one. */
  failures: number;
}

const COLUMNS = ['id', 'store_id', 'name', 'pin_hash', 'failures'] as const;

/** The names of these clerks by id; those who were removed are not in it. */
export async function loadClerkNames(
  db: Db,
  siteId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await gather(ids, (chunk) =>
    db
      .selectFrom('clerks')
      .select(['id', 'name'])
      .where('site_id', '=', siteId)
      .where('id', 'in', chunk)
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** A site's clerks by name; those of one store where it is given. */
export async function loadClerks(
  db: Db,
  siteId: string,
  storeId: string | null,
  limit: number,
): Promise<StoredClerk[]> {
  const rows = await db
    .selectFrom('clerks')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .$if(storeId !== null, (query) => query.where('store_id', '=', storeId ?? ''))
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toClerk);
}

export async function loadClerk(db: Db, siteId: string, id: string): Promise<StoredClerk | null> {
  const row = await db
    .selectFrom('clerks')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toClerk(row) : null;
}

export async function insertClerk(db: Db, siteId: string, clerk: StoredClerk): Promise<void> {
  await db
    .insertInto('clerks')
    .values({
      site_id: siteId,
      id: clerk.id,
      store_id: clerk.storeId,
      name: clerk.name,
      pin_hash: clerk.pinHash,
      failures: clerk.failures,
    })
    .execute();
}

/** Changes a name, or a PIN: that unlocks, and signs the clerk out wherever the old one was used. */
export async function updateClerk(
  db: Db,
  siteId: string,
  id: string,
  change: { name?: string | undefined; pinHash?: string | undefined },
): Promise<void> {
  const { name, pinHash } = change;
  if (name === undefined && pinHash === undefined) return;
  await db
    .updateTable('clerks')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(pinHash === undefined ? {} : { pin_hash: pinHash, failures: 0 }),
    })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute();
  if (pinHash !== undefined) await signOutClerk(db, siteId, id);
}

export async function deleteClerk(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('clerks')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  await signOutClerk(db, siteId, id);
  return numDeletedRows === 1n;
}

/**
 * Counts a try as a failure before it is known to be one, so that guesses made at the same time cannot
 * pass the limit. False where the limit is reached.
 */
export async function countTry(db: Db, siteId: string, id: string, limit: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('clerks')
    .set((row) => ({ failures: row('failures', '+', 1) }))
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('failures', '<', limit)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Forgives the tries before a right PIN. False where the PIN was changed since it was checked. */
export async function forgiveTries(db: Db, siteId: string, id: string, pinHash: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('clerks')
    .set({ failures: 0 })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('pin_hash', '=', pinHash)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Signs a clerk in on a device, in the place of whoever was there. */
export async function insertClerkSignIn(
  db: Db,
  siteId: string,
  signIn: { tokenHash: string; clerkId: string; deviceId: string; expiresAt: number },
): Promise<void> {
  await endClerkSignIn(db, siteId, signIn.deviceId);
  await db
    .insertInto('clerk_sign_ins')
    .values({
      site_id: siteId,
      token_hash: signIn.tokenHash,
      clerk_id: signIn.clerkId,
      device_id: signIn.deviceId,
      expires_at: signIn.expiresAt,
    })
    .execute();
}

/** The clerk whose sign-in on this device it is, while it lasts. */
export async function findSignedInClerk(
  db: Db,
  siteId: string,
  signIn: { tokenHash: string; deviceId: string },
  now: number,
): Promise<{ id: string; name: string; storeId: string } | null> {
  const row = await db
    .selectFrom('clerk_sign_ins')
    .innerJoin('clerks', (on) =>
      on
        .onRef('clerks.site_id', '=', 'clerk_sign_ins.site_id')
        .onRef('clerks.id', '=', 'clerk_sign_ins.clerk_id'),
    )
    .select(['clerks.id', 'clerks.name', 'clerks.store_id'])
    .where('clerk_sign_ins.site_id', '=', siteId)
    .where('clerk_sign_ins.token_hash', '=', signIn.tokenHash)
    .where('clerk_sign_ins.device_id', '=', signIn.deviceId)
    .where('clerk_sign_ins.expires_at', '>', now)
    .executeTakeFirst();
  return row ? { id: row.id, name: row.name, storeId: row.store_id } : null;
}

export async function endClerkSignIn(db: Db, siteId: string, deviceId: string): Promise<void> {
  await db
    .deleteFrom('clerk_sign_ins')
    .where('site_id', '=', siteId)
    .where('device_id', '=', deviceId)
    .execute();
}

async function signOutClerk(db: Db, siteId: string, clerkId: string): Promise<void> {
  await db
    .deleteFrom('clerk_sign_ins')
    .where('site_id', '=', siteId)
    .where('clerk_id', '=', clerkId)
    .execute();
}

function toClerk(row: {
  id: string;
  store_id: string;
  name: string;
  pin_hash: string;
  failures: number;
}): StoredClerk {
  return {
    id: row.id,
    storeId: row.store_id,
    name: row.name,
    pinHash: row.pin_hash,
    failures: row.failures,
  };
}
