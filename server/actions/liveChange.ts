import type { Counts } from '../../shared/wire/funnel.ts';
import type { CountChange, Happening } from '../../shared/wire/live.ts';
import { dayText } from '../domain/day.ts';
import type { PositionRow, SourceRow } from '../domain/dictionary.ts';
import { ALL_SOURCES, type CohortKey, SCOPE, SITE_SUBJECT, type StepCounts } from '../domain/funnel.ts';
import type { Db } from '../store/db.ts';
import { loadPositionsById, loadSources } from '../store/dictionary.ts';
import type { SiteChange } from './context.ts';
import { labelOf } from './funnel.ts';

/** A change as the server's streams take it: each part says which page it belongs to, 0 for the site itself. */
export interface LivePart {
  siteId: string;
  at: number;
  changes: { page: number; change: CountChange }[];
  feed: { pages: number[]; happening: Happening }[];
}

/** Puts the names to a change. Only for sites that someone watches: it reads. */
export async function toLivePart(db: Db, change: SiteChange): Promise<LivePart> {
  const { siteId, at } = change;
  const sums = change.sums.filter(({ source }) => source !== ALL_SOURCES);
  const sources = await loadSources(db, siteId, [
    ...new Set([...sums, ...sourcesOf(change)].map((one) => one.source)),
  ]);
  const positions = await loadPositionsById(db, siteId, [...new Set(positionsOf(change, sums))]);
  return {
    siteId,
    at,
    changes: sums.flatMap((sum) => toChange(sum, sources, positions)),
    feed: change.happenings.map((one) => toFeed(one, sources, positions)),
  };
}

function toChange(
  sum: CohortKey & StepCounts,
  sources: Map<number, SourceRow>,
  positions: Map<number, PositionRow>,
): LivePart['changes'] {
  const { scope, subject, source, day, ...counts } = sum;
  const common = { source: labelOf(source, sources.get(source)), day: dayText(day), add: moved(counts) };
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

function toFeed(
  { raw, journey, store }: SiteChange['happenings'][number],
  sources: Map<number, SourceRow>,
  positions: Map<number, PositionRow>,
): LivePart['feed'][number] {
  const source = journey.session?.source ?? journey.memberships[0]?.source ?? 0;
  const pages = journey.memberships.filter(({ scope }) => scope === SCOPE.page).map(({ subject }) => subject);
  return {
    pages: [SITE_SUBJECT, ...new Set(pages)],
    happening: {
      id: raw.id,
      at: raw.at,
      step: stepOf(raw.kind),
      source: labelOf(source, sources.get(source)),
      position: raw.position === null ? null : (positions.get(raw.position)?.label ?? null),
      store: store ?? null,
      amountMinor: raw.kind === 'redemption' || raw.kind === 'order' ? raw.amount : null,
    },
  };
}

function stepOf(kind: SiteChange['happenings'][number]['raw']['kind']): Happening['step'] {
  return kind === 'view' || kind === 'note' ? 'arrival' : kind;
}

function sourcesOf(change: SiteChange): { source: number }[] {
  return change.happenings.flatMap(({ journey }) => [
    ...(journey.session ? [journey.session] : []),
    ...journey.memberships.slice(0, 1),
  ]);
}

function positionsOf(change: SiteChange, sums: readonly CohortKey[]): number[] {
  const counted = sums.filter(({ scope }) => scope === SCOPE.position).map(({ subject }) => subject);
  return [...counted, ...change.happenings.flatMap(({ raw }) => raw.position ?? [])];
}
