import type { Db } from './db.ts';

/** A till's device; it is enrolled once it has traded its code for a token. */
export interface StoredDevice {
  id: string;
  storeId: string;
  name: string;
  enrolledAt: number | null;
  lastSeenAt: number | null;
}

const COLUMNS = ['id', 'store_id', 'name', 'enrolled_at', 'last_seen_at'] as const;

export async function insertDevice(
  db: Db,
  siteId: string,
  device: { id: string; storeId: string; name: string; codeHash: string; codeExpiresAt: number },
): Promise<void> {
  await db
    .insertInto('devices')
    .values({
      site_id: siteId,
      id: device.id,
      store_id: device.storeId,
      name: device.name,
      code_hash: device.codeHash,
      code_expires_at: device.codeExpiresAt,
      token_hash: null,
      enrolled_at: null,
      last_seen_at: null,
    })
    .execute();
}

export async function loadDevices(db: Db, siteId: string, limit: number): Promise<StoredDevice[]> {
  const rows = await db
    .selectFrom('devices')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toDevice);
}

export async function loadDevice(db: Db, siteId: string, id: string): Promise<StoredDevice | null> {
  const row = await db
    .selectFrom('devices')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toDevice(row) : null;
}

/** Trades a code for a token. Null where the code is unknown, out of date, or was used before. */
export async function enrolDevice(
  db: Db,
  siteId: string,
  codeHash: string,
  tokenHash: string,
  now: number,
): Promise<StoredDevice | null> {
  const row = await db
    .updateTable('devices')
    .set({
      code_hash: null,
      code_expires_at: null,
      token_hash: tokenHash,
      enrolled_at: now,
      last_seen_at: now,
    })
    .where('site_id', '=', siteId)
    .where('code_hash', '=', codeHash)
    .where('code_expires_at', '>', now)
    .returning(COLUMNS)
    .executeTakeFirst();
  return row ? toDevice(row) : null;
}

export async function findDevice(db: Db, siteId: string, tokenHash: string): Promise<StoredDevice | null> {
  const row = await db
    .selectFrom('devices')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row ? toDevice(row) : null;
}

/** Notes that a device was there, unless that was noted since `before`. */
export async function touchDevice(
  db: Db,
  siteId: string,
  id: string,
  now: number,
  before: number,
): Promise<void> {
  await db
    .updateTable('devices')
    .set({ last_seen_at: now })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('last_seen_at', '<', before)
    .execute();
}

/** Signs a device out for good, with the clerk on it. False where there was none. */
export async function deleteDevice(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('devices')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  await db.deleteFrom('clerk_sign_ins').where('site_id', '=', siteId).where('device_id', '=', id).execute();
  return numDeletedRows === 1n;
}

function toDevice(row: {
  id: string;
  store_id: string;
  name: string;
  enrolled_at: number | null;
  last_seen_at: number | null;
}): StoredDevice {
  return {
    id: row.id,
    storeId: row.store_id,
    name: row.name,
    enrolledAt: row.enrolled_at,
    lastSeenAt: row.last_seen_at,
  };
}
