import type { DayNumber } from '../domain/day.ts';
import { type Db, inChunks } from './db.ts';

/* Rows that nothing asks for any more, a few at a time. Each answers how many went. */

/** Answers kept for repeated requests. */
export async function deleteOldAnswers(
  db: Db,
  siteId: string,
  before: number,
  limit: number,
): Promise<number> {
  const rows = await db
    .selectFrom('answers')
    .select(['actor', 'key'])
    .where('site_id', '=', siteId)
    .where('created_at', '<', before)
    .limit(limit)
    .execute();
  for (const [actor, own] of Map.groupBy(rows, (row) => row.actor)) {
    await inChunks(
      own.map(({ key }) => key),
      (keys) =>
        db
          .deleteFrom('answers')
          .where('site_id', '=', siteId)
          .where('actor', '=', actor)
          .where('key', 'in', keys)
          .where('created_at', '<', before)
          .execute(),
    );
  }
  return rows.length;
}

/** How much networks minted on past days: only today's is capped. */
export async function deletePastMints(
  db: Db,
  siteId: string,
  today: DayNumber,
  limit: number,
): Promise<number> {
  const rows = await db
    .selectFrom('mints')
    .select(['day', 'network'])
    .where('site_id', '=', siteId)
    .where('day', '<', today)
    .limit(limit)
    .execute();
  for (const [day, own] of Map.groupBy(rows, (row) => row.day)) {
    await inChunks([...new Set(own.map(({ network }) => network))], (networks) =>
      db
        .deleteFrom('mints')
        .where('site_id', '=', siteId)
        .where('day', '=', day)
        .where('network', 'in', networks)
        .execute(),
    );
  }
  return rows.length;
}

export async function deleteExpiredClerkSignIns(
  db: Db,
  siteId: string,
  now: number,
  limit: number,
): Promise<number> {
  const rows = await db
    .selectFrom('clerk_sign_ins')
    .select('token_hash')
    .where('site_id', '=', siteId)
    .where('expires_at', '<', now)
    .limit(limit)
    .execute();
  await inChunks(
    rows.map((row) => row.token_hash),
    (hashes) =>
      db
        .deleteFrom('clerk_sign_ins')
        .where('site_id', '=', siteId)
        .where('token_hash', 'in', hashes)
        .where('expires_at', '<', now)
        .execute(),
  );
  return rows.length;
}

export async function deleteExpiredInvitations(
  db: Db,
  siteId: string,
  now: number,
  limit: number,
): Promise<number> {
  const rows = await db
    .selectFrom('invitations')
    .select('secret_hash')
    .where('site_id', '=', siteId)
    .where('expires_at', '<', now)
    .limit(limit)
    .execute();
  await inChunks(
    rows.map((row) => row.secret_hash),
    (hashes) =>
      db
        .deleteFrom('invitations')
        .where('site_id', '=', siteId)
        .where('secret_hash', 'in', hashes)
        .where('expires_at', '<', now)
        .execute(),
  );
  return rows.length;
}

export async function deleteExpiredSignIns(db: Db, now: number, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('sign_ins')
    .select('token_hash')
    .where('expires_at', '<', now)
    .limit(limit)
    .execute();
  await inChunks(
    rows.map((row) => row.token_hash),
    (hashes) =>
      db.deleteFrom('sign_ins').where('token_hash', 'in', hashes).where('expires_at', '<', now).execute(),
  );
  return rows.length;
}

export async function deleteExpiredPairings(db: Db, now: number, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('pairings')
    .select('code_hash')
    .where('expires_at', '<', now)
    .limit(limit)
    .execute();
  await inChunks(
    rows.map((row) => row.code_hash),
    (hashes) =>
      db.deleteFrom('pairings').where('code_hash', 'in', hashes).where('expires_at', '<', now).execute(),
  );
  return rows.length;
}
