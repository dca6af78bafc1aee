import { runCompiled } from './compiled.ts';
import type { Db } from './db.ts';

interface AnswerKey {
  siteId: string;
  actor: string;
  key: string;
}

export async function loadAnswer(
  db: Db,
  { siteId, actor, key }: AnswerKey,
): Promise<{ requestHash: string; answer: string } | null> {
  const [row] = await runCompiled(
    db,
    'loadAnswer',
    () =>
      db
        .selectFrom('answers')
        .select(['request_hash', 'answer'])
        .where('site_id', '=', siteId)
        .where('actor', '=', actor)
        .where('key', '=', key),
    [siteId, actor, key],
  );
  return row ? { requestHash: row.request_hash, answer: row.answer } : null;
}

export async function insertAnswer(
  db: Db,
  request: AnswerKey & { requestHash: string; now: number },
  answer: string,
): Promise<void> {
  const row = {
    site_id: request.siteId,
    actor: request.actor,
    key: request.key,
    request_hash: request.requestHash,
    answer,
    created_at: request.now,
  };
  await runCompiled(db, 'insertAnswer', () => db.insertInto('answers').values(row), Object.values(row));
}
