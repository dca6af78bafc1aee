import { OTHER_PAGE } from '../../shared/page.ts';
import { contentKey } from './key.ts';
import { DIRECT, OTHER_SOURCE, type Source, sourceText, UNKNOWN_SOURCE } from './source.ts';

export type DictionaryKind = 'page' | 'source' | 'position';

export interface PageRow {
  id: number;
  path: string;
  title: string;
}

export interface SourceRow extends Source {
  id: number;
}

export interface PositionRow {
  id: number;
  page: number;
  key: string;
  label: string;
}

/** How many new rows a site may still get today; the rest counts under "(other)". */
export type Allowance = Record<DictionaryKind, number>;

/** The most new rows that a site gets in a day. A site key is public: anyone can make up pages and sources. */
export const DAILY_ALLOWANCE: Allowance = { page: 5_000, source: 2_000, position: 20_000 };

const OTHER_POSITION = '(other)';

export function pageRow(secret: string, path: string, title = ''): PageRow {
  return { id: contentKey(secret, 'page', path), path, title };
}

export function sourceRow(secret: string, source: Source): SourceRow {
  return { id: contentKey(secret, 'source', sourceText(source)), ...source };
}

export function positionRow(secret: string, page: PageRow, key: string, label: string): PositionRow {
  return { id: contentKey(secret, 'position', `${page.path}\n${key}`), page: page.id, key, label };
}

/** The keys of the rows that stand in for what has none of its own: any event may come to need them. */
export function standIns(secret: string): { pages: number[]; sources: number[] } {
  return {
    pages: [pageRow(secret, OTHER_PAGE).id],
    sources: [DIRECT, UNKNOWN_SOURCE, OTHER_SOURCE].map((source) => sourceRow(secret, source).id),
  };
}

/** The most positions of one page: a funnel reads them all to show those that were clicked most. */
const MAX_POSITIONS_OF_PAGE = 500;

/** What a batch finds known, and what it adds. */
export interface DictionaryBatch {
  secret: string;
  known: Set<number>;
  allowance: Allowance;
  /** How many positions pages have already, of those pages that may get new ones. */
  positionsOf: Map<number, number>;
  pages: PageRow[];
  sources: SourceRow[];
  positions: PositionRow[];
}

/** The page's row, added where it is new; "(other)" where the day's allowance is used up. */
export function admitPage(batch: DictionaryBatch, page: PageRow): PageRow {
  const other = () => pageRow(batch.secret, OTHER_PAGE);
  return admit(batch, 'page', page, other, (row) => batch.pages.push(row));
}

export function admitSource(batch: DictionaryBatch, source: SourceRow): SourceRow {
  const other = () => sourceRow(batch.secret, OTHER_SOURCE);
  return admit(batch, 'source', source, other, (row) => batch.sources.push(row));
}

/** A robot's source: robots get at most half of a day's new sources, so that people's find room. */
export function admitRobotSource(batch: DictionaryBatch, source: SourceRow): SourceRow {
  const hasRoom = batch.allowance.source > DAILY_ALLOWANCE.source / 2;
  const admitted = hasRoom || batch.known.has(source.id) ? source : sourceRow(batch.secret, OTHER_SOURCE);
  return admitSource(batch, admitted);
}

export function admitPosition(batch: DictionaryBatch, page: PageRow, position: PositionRow): PositionRow {
  // A page under "(other)" has its positions there too.
  const own = position.page === page.id ? position : positionRow(batch.secret, page, OTHER_POSITION, '');
  const other = () => positionRow(batch.secret, page, OTHER_POSITION, '');
  const isFull = (batch.positionsOf.get(page.id) ?? 0) >= MAX_POSITIONS_OF_PAGE;
  const wanted = isFull && !batch.known.has(own.id) ? other() : own;
  return admit(batch, 'position', wanted, other, (row) => {
    batch.positions.push(row);
    batch.positionsOf.set(page.id, (batch.positionsOf.get(page.id) ?? 0) + 1);
  });
}

function admit<Row extends { id: number }>(
  batch: DictionaryBatch,
  kind: DictionaryKind,
  row: Row,
  other: () => Row,
  add: (row: Row) => void,
): Row {
  if (batch.known.has(row.id)) return row;
  const admitted = batch.allowance[kind] > 0 ? row : other();
  if (!batch.known.has(admitted.id)) {
    batch.known.add(admitted.id);
    batch.allowance[kind] -= 1;
    add(admitted);
  }
  return admitted;
}
