import type { SourceDimension } from '../../shared/wire/report.ts';
import { MAX_STEPS } from '../domain/countedPath.ts';
import { WHOLE_SHARE } from '../domain/credit.ts';
import type { SourceRow } from '../domain/dictionary.ts';
import { type PathGroup, PathGroups } from '../domain/paths.ts';
import type { Lead } from '../domain/reportSums.ts';
import type { SiteBook } from '../domain/site.ts';
import { dimensionOf } from '../domain/sourceDimension.ts';
import { loadSources } from '../store/dictionary.ts';
import { type ConvertedPath, loadConvertedPaths, sumLostPaths } from '../store/paths.ts';
import type { ReportScope } from '../store/reports.ts';
import type { ActionContext } from './context.ts';

type Reading = Pick<ActionContext, 'db'>;

/** Which paths, and which of their touchpoints. */
export interface PathScope extends ReportScope {
  /** Only sources of this channel: as `sources`, where these are not known beforehand. */
  channel?: string | undefined;
}

/** Of a range’s distinct paths without a sale the most frequent are read, so that memory is bounded. */
const MOST_LOST_PATHS = 20_000;
const REDEMPTIONS_A_PAGE = 2_000;

/** The paths of a range by a dimension of their sources. */
export interface RangePaths {
  paths: PathGroups;
  /** The name of a source, as paths hold it. */
  nameOf(source: number): string;
  /** How long the redemptions took whose paths hold a name, in equal parts of its names. */
  leads: Map<string, Lead[]>;
  /** Whether rare paths without a sale were left out. */
  isCut: boolean;
}

/**
 * Reads a range’s paths: those of its redemptions by redemption day, those without a sale by the day of their
 * last touchpoint. Touchpoints that a filter by channel or campaign leaves out keep their places under names of
 * their own (`isLeftOut`).
 */
export async function loadPathGroups(
  context: Reading,
  book: SiteBook,
  by: SourceDimension,
  scope: PathScope,
  { withLost = true } = {},
): Promise<RangePaths> {
  const { db } = context;
  const siteId = book.settings.id;
  const names = new SourceNames(book, by, scope);
  const paths = new PathGroups();
  const leads = new Map<string, Map<number, number>>();
  const lost = withLost ? await sumLostPaths(db, siteId, scope, MOST_LOST_PATHS + 1) : [];
  await names.learn(
    context,
    lost.flatMap(({ steps }) => steps),
  );
  for (const { steps, n } of lost.slice(0, MOST_LOST_PATHS)) paths.add(steps.map(names.of), { nulls: n });
  let after: ConvertedPath | null = null;
  for (;;) {
    const page: ConvertedPath[] = await loadConvertedPaths(db, siteId, scope, after, REDEMPTIONS_A_PAGE);
    await names.learn(context, page.flatMap(sourcesOf));
    for (const redemption of page) {
      const path = sourcesOf(redemption).map(names.of);
      paths.add(path, figuresOf(redemption));
      if (redemption.leadHours !== null) addLead(leads, path, redemption.leadHours);
    }
    if (page.length < REDEMPTIONS_A_PAGE) break;
    after = page.at(-1) ?? null;
  }
  return { paths, nameOf: names.of, leads: toLeads(leads), isCut: lost.length > MOST_LOST_PATHS };
}

/** The sources of a redemption’s last touchpoints; where its path is not known, that of its coupon. */
export function sourcesOf({ path, source }: Pick<ConvertedPath, 'path' | 'source'>): number[] {
  return path.length === 0 ? [source] : path.slice(-MAX_STEPS).map((touch) => touch.source);
}

function figuresOf({ amountMinor, discountMinor, leadHours }: ConvertedPath) {
  const timed = leadHours === null ? 0 : 1;
  return { conversions: 1, valueMinor: amountMinor, discountMinor, leadHours: leadHours ?? 0, timed };
}

function addLead(leads: Map<string, Map<number, number>>, path: readonly string[], hours: number): void {
  const keys = new Set(path);
  for (const key of keys) {
    const own = leads.get(key) ?? new Map<number, number>();
    leads.set(key, own.set(hours, (own.get(hours) ?? 0) + WHOLE_SHARE / keys.size));
  }
}

function toLeads(leads: ReadonlyMap<string, ReadonlyMap<number, number>>): Map<string, Lead[]> {
  return new Map([...leads].map(([key, own]) => [key, [...own].map(([hours, share]) => ({ hours, share }))]));
}

/** No text that a dimension holds begins with it. */
const LEFT_OUT = '\u0000';

/** Whether a filter leaves out what has this name. */
export function isLeftOut(name: string): boolean {
  return name.startsWith(LEFT_OUT);
}

/** The paths that hold a touchpoint which no filter leaves out, whole: the others of its touchpoints have their names back. */
export function pathsThatFit(groups: readonly PathGroup[]): PathGroup[] {
  const fitting = new PathGroups();
  for (const group of groups) {
    if (group.path.every(isLeftOut)) continue;
    const { path, ...figures } = group;
    fitting.add(
      path.map((name) => (isLeftOut(name) ? name.slice(LEFT_OUT.length) : name)),
      figures,
    );
  }
  return fitting.all;
}

/** Names of sources, found once each. */
class SourceNames {
  readonly #names = new Map<number, string>();
  readonly #siteId: string;
  readonly #nameOf: (id: number, row: SourceRow | undefined) => string;

  constructor(book: SiteBook, by: SourceDimension, { sources, channel, campaign }: PathScope) {
    const { id: siteId, channelRules } = book.settings;
    this.#siteId = siteId;
    const wanted = sources && new Set(sources);
    this.#nameOf = (id, row) => {
      const fits =
        (wanted?.has(id) ?? true) &&
        (channel === undefined || dimensionOf(row, 'channel', channelRules) === channel) &&
        (campaign === undefined || (row?.campaign ?? '') === campaign);
      return (fits ? '' : LEFT_OUT) + dimensionOf(row, by, channelRules);
    };
  }

  readonly of = (id: number): string => this.#names.get(id) ?? this.#nameOf(id, undefined);

  async learn({ db }: Reading, ids: readonly number[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.#names.has(id));
    const rows = await loadSources(db, this.#siteId, unknown);
    for (const id of unknown) this.#names.set(id, this.#nameOf(id, rows.get(id)));
  }
}
