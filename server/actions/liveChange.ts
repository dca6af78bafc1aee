import { FEED_KEPT } from '../../shared/funnelChange.ts';
import type { Counts, SourceLabel } from '../../shared/wire/funnel.ts';
import type { CountChange, Happening } from '../../shared/wire/live.ts';
import type { ChannelRule } from '../../shared/wire/site.ts';
import { dayText } from '../domain/day.ts';
import type { PositionRow } from '../domain/dictionary.ts';
import { type CohortKey, SCOPE, SITE_SUBJECT, type StepCounts } from '../domain/funnel.ts';
import type { Db } from '../store/db.ts';
import { loadPositionsById, loadSources } from '../store/dictionary.ts';
import type { SiteChange } from './context.ts';
import { labelOf } from './funnel.ts';

/** A change as the server's streams take it: each part says which page it belongs to, 0 for the site itself. */
export interface LivePart {
  siteId: string;
  at: number;
  /** Its place among the site's changes, where the engine does not tell all of them in one order. */
  n?: number;
  changes: { page: number; change: CountChange }[];
  feed: { pages: number[]; happening: Happening }[];
}

/** Puts the names to a change. Only for sites that someone watches: it reads. */
export async function toLivePart(
  db: Db,
  change: SiteChange,
  rules: readonly ChannelRule[],
): Promise<LivePart> {
  const { siteId, at } = change;
  const happenings = newestOfPages(change.happenings);
  const sums = change.sums.filter(({ scope }) => scope !== SCOPE.positionSum);
  const sources = await loadSources(db, siteId, [
    ...new Set([...sums, ...happenings.flatMap(sourcesOf)].map((one) => one.source)),
  ]);
  const nameOf: NameSource = (id) => labelOf(id, sources.get(id), rules);
  const positions = await loadPositionsById(db, siteId, [...new Set(positionsOf(happenings, sums))]);
  return {
    siteId,
    at,
    changes: sums.flatMap((sum) => toChange(sum, nameOf, positions)),
    feed: happenings.map((one) => toFeed(one, nameOf, positions)),
  };
}

type NameSource = (id: number) => SourceLabel;

function toChange(
  sum: CohortKey & StepCounts,
  nameOf: NameSource,
  positions: Map<number, PositionRow>,
): LivePart['changes'] {
  const { scope, subject, source, day, ...counts } = sum;
  const common = { source: nameOf(source), day: dayText(day), add: moved(counts) };
  if (scope !== SCOPE.position) {
    return [{ page: scope === SCOPE.site ? SITE_SUBJECT : subject, change: { scope: 'page', ...common } }];
  }
  const row = positions.get(subject);
  if (!row) return [];
  const position = { id: row.id, position: row.key, label: row.label };
  return [{ page: row.page, change: { scope: 'position', position, ...common } }];
}

function moved(counts: Counts): Partial<Counts> {
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));
}

type Shown = SiteChange['happenings'][number] & { pages: number[] };

/** What a busy batch holds would be thousands: of each page the newest, as many as its feed shows. */
function newestOfPages(happenings: SiteChange['happenings']): Shown[] {
  const shown: Shown[] = [];
  const counts = new Map<number, number>();
  for (const happening of happenings.toReversed()) {
    const pages = pagesOf(happening).filter((page) => (counts.get(page) ?? 0) < FEED_KEPT);
    for (const page of pages) counts.set(page, (counts.get(page) ?? 0) + 1);
    if (pages.length > 0) shown.push({ ...happening, pages });
  }
  return shown.reverse();
}

function pagesOf({ journey }: SiteChange['happenings'][number]): number[] {
  const pages = journey.memberships.filter(({ scope }) => scope === SCOPE.page).map(({ subject }) => subject);
  return [SITE_SUBJECT, ...new Set(pages)];
}

const WITH_MONEY: ReadonlySet<string> = new Set(['redemption', 'order', 'return']);

function toFeed(
  { raw, journey, store, pages }: Shown,
  nameOf: NameSource,
  positions: Map<number, PositionRow>,
): LivePart['feed'][number] {
  const source = journey.session?.source ?? journey.memberships[0]?.source ?? 0;
  return {
    pages,
    happening: {
      id: raw.id,
      at: raw.at,
      step: stepOf(raw.kind),
      source: nameOf(source),
      position: raw.position === null ? null : (positions.get(raw.position)?.label ?? null),
      store: store ?? null,
      amountMinor: WITH_MONEY.has(raw.kind) ? raw.amount : null,
    },
  };
}

function stepOf(kind: SiteChange['happenings'][number]['raw']['kind']): Happening['step'] {
  return kind === 'view' || kind === 'note' ? 'arrival' : kind;
}

function sourcesOf({ journey }: Shown): { source: number }[] {
  return [...(journey.session ? [journey.session] : []), ...journey.memberships.slice(0, 1)];
}

function positionsOf(happenings: readonly Shown[], sums: readonly CohortKey[]): number[] {
  const counted = sums.filter(({ scope }) => scope === SCOPE.position).map(({ subject }) => subject);
  return [...counted, ...happenings.flatMap(({ raw }) => raw.position ?? [])];
}
