import type { Spend, SpendCheck, SpendImportList, SpendQuery } from '../../shared/wire/spend.ts';
import { dayText } from '../domain/day.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SpendMapping } from '../domain/spendMapping.ts';
import { byPlatform, type SpendPart, totalOf } from '../domain/spendSummary.ts';
import { loadMembers } from '../store/members.ts';
import { countStanding, findSpendImport, listSpendImports } from '../store/spendList.ts';
import { loadSpendMapping } from '../store/spendMappings.ts';
import { loadStandingParts, sumPlatforms, sumStanding } from '../store/spendStanding.ts';
import type { ActionContext } from './context.ts';
import { readRange } from './funnel.ts';

const MOST_PLATFORMS = 1_000;
const SHOWN_PLATFORMS = 100;
const MOST_MEMBERS = 1_000;

/** What a range cost, by platform and kind. */
export async function readSpend(
  { db, books }: ActionContext,
  { siteId, query, now }: { siteId: string; query: SpendQuery; now: number },
): Promise<Outcome<Spend>> {
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const platforms = await sumPlatforms(db, siteId, range.value, MOST_PLATFORMS);
  return done({
    from: dayText(range.value.from),
    to: dayText(range.value.to),
    currency: book.settings.currency,
    platforms,
    // Not their sum: beyond so many, platforms are left out.
    total: await sumStanding(db, siteId, range.value),
  });
}

/** The imports, newest first, and how much of each still stands. */
export async function readSpendImports(
  { db }: ActionContext,
  { siteId, offset, limit }: { siteId: string; offset: number; limit: number },
): Promise<Outcome<SpendImportList>> {
  const listed = await listSpendImports(db, siteId, { offset, limit: limit + 1 });
  const shown = listed.slice(0, limit);
  const standing = await countStanding(
    db,
    siteId,
    shown.map(({ id }) => id),
  );
  const emails = new Map((await loadMembers(db, siteId, MOST_MEMBERS)).map(({ id, email }) => [id, email]));
  return done({
    imports: shown.map(({ userId, from, to, ...row }) => ({
      ...row,
      by: emails.get(userId) ?? '',
      from: dayText(from),
      to: dayText(to),
      standing: standing.get(row.id) ?? 0,
    })),
    more: listed.length > limit,
  });
}

/** What reading a file needs to know of the site: its currency, and how files with these headers were read. */
export async function recallSpendMapping(
  { db, books }: ActionContext,
  { siteId, headersHash }: { siteId: string; headersHash: string | null },
): Promise<Outcome<{ currency: string; mapping: SpendMapping | null }>> {
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const kept = headersHash === null ? null : await loadSpendMapping(db, siteId, headersHash);
  return done({
    currency: book.settings.currency,
    mapping: kept === null ? null : (JSON.parse(kept) as SpendMapping),
  });
}

/** What an import would take the place of; `sameAs` is the import that brought this very file and stands whole. */
export type SpendWeight = Pick<SpendCheck, 'replaces'> & { sameAs: string | null };

export async function weighSpend(
  { db }: ActionContext,
  { siteId, hash, parts }: { siteId: string; hash: string; parts: readonly SpendPart[] },
): Promise<Outcome<SpendWeight>> {
  const replaced = await findReplaced({ db }, siteId, parts);
  const same = await findSpendImport(db, siteId, hash);
  const standing = same ? await countStanding(db, siteId, [same.id]) : null;
  const isWhole = same !== null && standing?.get(same.id) === same.parts;
  return done({
    replaces: {
      days: new Set(replaced.map(({ day }) => day)).size,
      costMinor: totalOf(replaced).costMinor,
      platforms: byPlatform(replaced).slice(0, SHOWN_PLATFORMS),
    },
    sameAs: isWhole ? same.id : null,
  });
}

async function findReplaced(
  { db }: Pick<ActionContext, 'db'>,
  siteId: string,
  parts: readonly SpendPart[],
): Promise<SpendPart[]> {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return [];
  const wanted = new Set(parts.map(partKey));
  const standing = await loadStandingParts(db, siteId, { from: first.day, to: last.day });
  return standing.filter((part) => wanted.has(partKey(part)));
}

function partKey({ day, platform, kind }: SpendPart): string {
  return `${day} ${kind} ${platform}`;
}
