import type { Allowance, PageRow, PositionRow, SourceRow } from '../domain/dictionary.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';
import { together } from './together.ts';

/** Which of these keys the site's dictionary has. */
export async function loadKnown(
  db: Db,
  siteId: string,
  keys: { pages: readonly number[]; sources: readonly number[]; positions: readonly number[] },
): Promise<Set<number>> {
  const known = new Set<number>();
  const idsOf = (table: 'pages' | 'sources' | 'positions', ids: readonly number[]) =>
    runCompiled(
      db,
      `loadKnown ${table}`,
      () => db.selectFrom(table).select('id').where('site_id', '=', siteId).where('id', 'in', ids),
      [siteId, ...ids],
    );
  const [pages, sources, positions] = await together([
    gather(keys.pages, (chunk) => idsOf('pages', chunk)),
    gather(keys.sources, (chunk) => idsOf('sources', chunk)),
    gather(keys.positions, (chunk) => idsOf('positions', chunk)),
  ]);
  for (const row of [...pages, ...sources, ...positions]) known.add(row.id);
  return known;
}

export async function saveDictionary(
  db: Db,
  siteId: string,
  rows: { pages: PageRow[]; sources: SourceRow[]; positions: PositionRow[] },
): Promise<void> {
  await inChunks(rows.pages, (chunk) =>
    db
      .insertInto('pages')
      .values(chunk.map(({ id, path, title }) => ({ site_id: siteId, id, path, title })))
      .onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
      .execute(),
  );
  await inChunks(rows.sources, (chunk) =>
    db
      .insertInto('sources')
      .values(
        chunk.map(({ referrerHost, ...source }) => ({
          site_id: siteId,
          ...source,
          referrer_host: referrerHost,
        })),
      )
      .onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
      .execute(),
  );
  await inChunks(rows.positions, (chunk) =>
    db
      .insertInto('positions')
      .values(chunk.map(({ id, page, key, label }) => ({ site_id: siteId, page_id: page, id, key, label })))
      .onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
      .execute(),
  );
}

export async function loadSources(
  db: Db,
  siteId: string,
  ids: readonly number[],
): Promise<Map<number, SourceRow>> {
  const rows = await gather(ids, (chunk) =>
    runCompiled(
      db,
      'loadSources',
      () =>
        db
          .selectFrom('sources')
          .select(['id', 'source', 'medium', 'campaign', 'term', 'content', 'referrer_host'])
          .where('site_id', '=', siteId)
          .where('id', 'in', chunk),
      [siteId, ...chunk],
    ),
  );
  return new Map(rows.map(({ referrer_host, ...row }) => [row.id, { ...row, referrerHost: referrer_host }]));
}

export async function loadPages(
  db: Db,
  siteId: string,
  ids: readonly number[],
): Promise<Map<number, PageRow>> {
  const rows = await gather(ids, (chunk) =>
    db
      .selectFrom('pages')
      .select(['id', 'path', 'title'])
      .where('site_id', '=', siteId)
      .where('id', 'in', chunk)
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The positions of a page, as many as were ever met on it. */
export async function loadPositions(db: Db, siteId: string, page: number): Promise<Map<number, PositionRow>> {
  const rows = await runCompiled(
    db,
    'loadPositions',
    () =>
      db
        .selectFrom('positions')
        .select(['id', 'page_id', 'key', 'label'])
        .where('site_id', '=', siteId)
        .where('page_id', '=', page),
    [siteId, page],
  );
  return new Map(rows.map(({ page_id, ...row }) => [row.id, { ...row, page: page_id }]));
}

/** How many positions these pages have. */
export async function countPositions(
  db: Db,
  siteId: string,
  pages: readonly number[],
): Promise<Map<number, number>> {
  const rows = await gather(pages, (chunk) =>
    db
      .selectFrom('positions')
      .select((row) => ['page_id', row.fn.countAll<number>().as('n')])
      .where('site_id', '=', siteId)
      .where('page_id', 'in', chunk)
      .groupBy('page_id')
      .execute(),
  );
  return new Map(rows.map((row) => [row.page_id, row.n]));
}

/** Positions by their keys, of whatever page. */
export async function loadPositionsById(
  db: Db,
  siteId: string,
  ids: readonly number[],
): Promise<Map<number, PositionRow>> {
  const rows = await gather(ids, (chunk) =>
    db
      .selectFrom('positions')
      .select(['id', 'page_id', 'key', 'label'])
      .where('site_id', '=', siteId)
      .where('id', 'in', chunk)
      .execute(),
  );
  return new Map(rows.map(({ page_id, ...row }) => [row.id, { ...row, page: page_id }]));
}

/** What is left of the day's allowance of new rows. */
export async function loadAllowance(
  db: Db,
  siteId: string,
  day: number,
  daily: Allowance,
): Promise<Allowance> {
  const row = await db
    .selectFrom('site_days')
    .select(['new_pages', 'new_sources', 'new_positions'])
    .where('site_id', '=', siteId)
    .where('day', '=', day)
    .executeTakeFirst();
  return {
    page: daily.page - (row?.new_pages ?? 0),
    source: daily.source - (row?.new_sources ?? 0),
    position: daily.position - (row?.new_positions ?? 0),
  };
}
