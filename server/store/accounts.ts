import type { Db } from './db.ts';
import type { UserTable } from './tables/accounts.ts';

/** A person with a password. */
export interface User {
  id: string;
  email: string;
  passwordHash: string;
  /** The owner of the installation, who may create sites. */
  mayCreateSites: boolean;
}

const USER = ['users.id', 'users.email', 'users.password_hash', 'users.may_create_sites'] as const;

export async function loadUser(db: Db, id: string): Promise<User | null> {
  const row = await db.selectFrom('users').select(USER).where('id', '=', id).executeTakeFirst();
  return row ? toUser(row) : null;
}

export async function findUser(db: Db, email: string): Promise<User | null> {
  const row = await db.selectFrom('users').select(USER).where('email', '=', email).executeTakeFirst();
  return row ? toUser(row) : null;
}

/** Whether anyone may create sites yet. */
export async function hasFounder(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('may_create_sites', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Fails on an e-mail that is taken: it is unique. */
export async function insertUser(db: Db, user: User, now: number): Promise<void> {
  await db
    .insertInto('users')
    .values({
      id: user.id,
      email: user.email,
      password_hash: user.passwordHash,
      may_create_sites: user.mayCreateSites ? 1 : 0,
      created_at: now,
    })
    .execute();
}

/** One link is good at a time: a new one replaces the old. */
export async function replaceSetupLink(db: Db, secretHash: string, now: number): Promise<void> {
  await db.deleteFrom('setup_links').execute();
  await db.insertInto('setup_links').values({ secret_hash: secretHash, created_at: now }).execute();
}

/** Takes the link away. False where it was not there, or someone else was first. */
export async function takeSetupLink(db: Db, secretHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('setup_links')
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Signs a person in, and clears away sign-ins that have ended. */
export async function insertSignIn(
  db: Db,
  signIn: { tokenHash: string; userId: string; expiresAt: number },
  now: number,
): Promise<void> {
  await db.deleteFrom('sign_ins').where('expires_at', '<=', now).execute();
  await db
    .insertInto('sign_ins')
    .values({ token_hash: signIn.tokenHash, user_id: signIn.userId, expires_at: signIn.expiresAt })
    .execute();
}

/** Whose sign-in it is, while it lasts. */
export async function findSignedIn(db: Db, tokenHash: string, now: number): Promise<User | null> {
  const row = await db
    .selectFrom('sign_ins')
    .innerJoin('users', 'users.id', 'sign_ins.user_id')
    .select(USER)
    .where('sign_ins.token_hash', '=', tokenHash)
    .where('sign_ins.expires_at', '>', now)
    .executeTakeFirst();
  return row ? toUser(row) : null;
}

export async function deleteSignIn(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sign_ins').where('token_hash', '=', tokenHash).execute();
}

function toUser(row: Omit<UserTable, 'created_at'>): User {
  return {
    id: row.id,
    email: row.email,
    passwordHash: row.password_hash,
    mayCreateSites: row.may_create_sites === 1,
  };
}
