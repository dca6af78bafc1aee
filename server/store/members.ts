import type { SiteSettings } from '../domain/site.ts';
import type { Db } from './db.ts';
import { SITE_COLUMNS, toSite } from './sites.ts';

export type MemberRole = 'owner' | 'marketer';

export interface StoredInvitation {
  id: string;
  email: string;
  role: MemberRole;
  expiresAt: number;
}

/** A person's sites with the role on each, oldest first. */
export async function loadSitesOf(
  db: Db,
  userId: string,
  limit: number,
): Promise<{ site: SiteSettings; role: MemberRole }[]> {
  const rows = await db
    .selectFrom('members')
    .innerJoin('sites', 'sites.id', 'members.site_id')
    .select(SITE_COLUMNS)
    .select('members.role')
    .where('members.user_id', '=', userId)
    .orderBy('sites.created_at')
    .orderBy('sites.id')
    .limit(limit)
    .execute();
  return rows.map(({ role, ...site }) => ({ site: toSite(site), role }));
}

export async function loadRoles(db: Db, userId: string): Promise<Map<string, MemberRole>> {
  const rows = await db
    .selectFrom('members')
    .select(['site_id', 'role'])
    .where('user_id', '=', userId)
    .execute();
  return new Map(rows.map((row) => [row.site_id, row.role]));
}

export async function loadMembers(
  db: Db,
  siteId: string,
  limit: number,
): Promise<{ id: string; email: string; role: MemberRole }[]> {
  return db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select(['users.id', 'users.email', 'members.role'])
    .where('members.site_id', '=', siteId)
    .orderBy('users.email')
    .limit(limit)
    .execute();
}

/** Adds a member. Who is there already keeps the greater of both roles. */
export async function addMember(db: Db, siteId: string, userId: string, role: MemberRole): Promise<void> {
  await db
    .insertInto('members')
    .values({ site_id: siteId, user_id: userId, role })
    .onConflict((conflict) => {
      const known = conflict.columns(['site_id', 'user_id']);
      return role === 'owner' ? known.doUpdateSet({ role }) : known.doNothing();
    })
    .execute();
}

export async function loadRole(db: Db, siteId: string, userId: string): Promise<MemberRole | null> {
  const row = await db
    .selectFrom('members')
    .select('role')
    .where('site_id', '=', siteId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/**
 * How many owners the site has. Writing their rows locks them until the transaction ends, so that two
 * owners who remove each other at once cannot both succeed.
 */
export async function lockOwners(db: Db, siteId: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('members')
    .set({ role: 'owner' })
    .where('site_id', '=', siteId)
    .where('role', '=', 'owner')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function deleteMember(db: Db, siteId: string, userId: string): Promise<void> {
  await db.deleteFrom('members').where('site_id', '=', siteId).where('user_id', '=', userId).execute();
}

/** Invites by e-mail; an earlier invitation of the same e-mail ends, as do those out of date. */
export async function insertInvitation(
  db: Db,
  siteId: string,
  invitation: StoredInvitation & { secretHash: string },
  now: number,
): Promise<void> {
  await db
    .deleteFrom('invitations')
    .where('site_id', '=', siteId)
    .where((row) => row.or([row('email', '=', invitation.email), row('expires_at', '<=', now)]))
    .execute();
  await db
    .insertInto('invitations')
    .values({
      site_id: siteId,
      secret_hash: invitation.secretHash,
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      expires_at: invitation.expiresAt,
    })
    .execute();
}

export async function loadInvitations(
  db: Db,
  siteId: string,
  now: number,
  limit: number,
): Promise<StoredInvitation[]> {
  const rows = await db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'expires_at'])
    .where('site_id', '=', siteId)
    .where('expires_at', '>', now)
    .orderBy('email')
    .limit(limit)
    .execute();
  return rows.map(({ expires_at, ...row }) => ({ ...row, expiresAt: expires_at }));
}

export async function findInvitation(
  db: Db,
  siteId: string,
  secretHash: string,
  now: number,
): Promise<StoredInvitation | null> {
  const row = await db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'expires_at'])
    .where('site_id', '=', siteId)
    .where('secret_hash', '=', secretHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ? { id: row.id, email: row.email, role: row.role, expiresAt: row.expires_at } : null;
}

/** Takes the invitation away. False where someone else was first. */
export async function deleteInvitation(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('invitations')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
