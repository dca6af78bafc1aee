import type { Db } from './db.ts';

export interface StoredToken {
  id: string;
  userId: string;
  label: string;
  createdAt: number;
  lastUsedAt: number | null;
}

const TOKEN = [
  'tokens.id',
  'tokens.user_id',
  'tokens.label',
  'tokens.created_at',
  'tokens.last_used_at',
] as const;

/** A person's pairing code; codes that are out of date are cleared away. */
export async function insertPairing(
  db: Db,
  pairing: { codeHash: string; userId: string; expiresAt: number },
  now: number,
): Promise<void> {
  await db.deleteFrom('pairings').where('expires_at', '<=', now).execute();
  await db
    .insertInto('pairings')
    .values({ code_hash: pairing.codeHash, user_id: pairing.userId, expires_at: pairing.expiresAt })
    .execute();
}

/** Takes a code away and tells whose it was. Null where it is unknown, out of date, or someone was first. */
export async function takePairing(db: Db, codeHash: string, now: number): Promise<string | null> {
  const row = await db
    .deleteFrom('pairings')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst();
  return row?.user_id ?? null;
}

export async function insertToken(
  db: Db,
  token: Omit<StoredToken, 'lastUsedAt'> & { tokenHash: string },
  siteIds: readonly string[],
): Promise<void> {
  await db
    .insertInto('tokens')
    .values({
      id: token.id,
      token_hash: token.tokenHash,
      user_id: token.userId,
      label: token.label,
      created_at: token.createdAt,
      last_used_at: null,
      may_place: 1,
    })
    .execute();
  await db
    .insertInto('token_sites')
    .values(siteIds.map((siteId) => ({ site_id: siteId, token_id: token.id })))
    .execute();
}

/**
 * What a token reads now: the sites it was paired for, where its person is still a member. Null where
 * there is no such token.
 */
export async function findToken(
  db: Db,
  tokenHash: string,
): Promise<{ id: string; siteIds: string[]; mayPlace: boolean; lastUsedAt: number | null } | null> {
  const token = await db
    .selectFrom('tokens')
    .select(['id', 'last_used_at', 'may_place'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (!token) return null;
  const sites = await db
    .selectFrom('token_sites')
    .innerJoin('tokens', 'tokens.id', 'token_sites.token_id')
    .innerJoin('members', (on) =>
      on.onRef('members.site_id', '=', 'token_sites.site_id').onRef('members.user_id', '=', 'tokens.user_id'),
    )
    .select('token_sites.site_id')
    .where('token_sites.token_id', '=', token.id)
    .execute();
  const { id, may_place, last_used_at: lastUsedAt } = token;
  return { id, siteIds: sites.map((row) => row.site_id), mayPlace: may_place === 1, lastUsedAt };
}

/** The tokens that read a site, newest first; of one person where `userId` is given. */
export async function loadTokens(
  db: Db,
  siteId: string,
  userId: string | null,
  limit: number,
): Promise<StoredToken[]> {
  const rows = await db
    .selectFrom('token_sites')
    .innerJoin('tokens', 'tokens.id', 'token_sites.token_id')
    .select(TOKEN)
    .where('token_sites.site_id', '=', siteId)
    .$if(userId !== null, (query) => query.where('tokens.user_id', '=', userId ?? ''))
    .orderBy('tokens.created_at', 'desc')
    .orderBy('tokens.id')
    .limit(limit)
    .execute();
  return rows.map(toToken);
}

export async function loadToken(db: Db, siteId: string, id: string): Promise<StoredToken | null> {
  const row = await db
    .selectFrom('token_sites')
    .innerJoin('tokens', 'tokens.id', 'token_sites.token_id')
    .select(TOKEN)
    .where('token_sites.site_id', '=', siteId)
    .where('token_sites.token_id', '=', id)
    .executeTakeFirst();
  return row ? toToken(row) : null;
}

/** Ends a token everywhere. */
export async function deleteToken(db: Db, id: string): Promise<void> {
  await db.deleteFrom('tokens').where('id', '=', id).execute();
  await db.deleteFrom('token_sites').where('token_id', '=', id).execute();
}

/** Takes one site from a token. A token without sites ends. */
export async function takeSiteFromToken(db: Db, siteId: string, id: string): Promise<void> {
  await db.deleteFrom('token_sites').where('site_id', '=', siteId).where('token_id', '=', id).execute();
  const other = await db
    .selectFrom('token_sites')
    .select('site_id')
    .where('token_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (!other) await db.deleteFrom('tokens').where('id', '=', id).execute();
}

/** Notes a use, unless one was noted since `before`. */
export async function touchToken(db: Db, id: string, now: number, before: number): Promise<void> {
  await db
    .updateTable('tokens')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((row) => row.or([row('last_used_at', 'is', null), row('last_used_at', '<', before)]))
    .execute();
}

function toToken(row: {
  id: string;
  user_id: string;
  label: string;
  created_at: number;
  last_used_at: number | null;
}): StoredToken {
  return {
    id: row.id,
    userId: row.user_id,
    label: row.label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}
