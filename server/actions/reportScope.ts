import type { Channel } from '../../shared/channels.ts';
import type { ReportFilters } from '../../shared/wire/report.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadSources } from '../store/dictionary.ts';
import type { DayRange, ReportScope, StoreChoice } from '../store/reports.ts';
import { loadMetSources } from '../store/reportsSources.ts';
import { loadSpendSources } from '../store/spend.ts';
import type { ActionContext } from './context.ts';
import { labelOf } from './funnel.ts';

type Reading = Pick<ActionContext, 'db'>;

/** SQLite takes 32,766 parameters in one statement. */
const MAX_SOURCES = 30_000;

/** A range with what was asked of it, as the store reads it. */
export async function readScope(
  context: Reading,
  book: SiteBook,
  { channel, campaign, store, city }: ReportFilters,
  range: DayRange,
): Promise<Outcome<ReportScope>> {
  const siteId = book.settings.id;
  const sources = await readChannel(context, book, channel, async () => [
    ...new Set([
      ...(await loadMetSources(context.db, siteId, range)),
      ...(await loadSpendSources(context.db, siteId, range)),
    ]),
  ]);
  if (!sources.ok) return sources;
  return done({ ...range, sources: sources.value, campaign, stores: chosenStores(book, store, city) });
}

/** Which sources are of a channel is derived, and no column says it. Undefined: no channel was asked for. */
export async function readChannel(
  context: Reading,
  book: SiteBook,
  channel: string | undefined,
  load: () => Promise<number[]>,
): Promise<Outcome<number[] | undefined>> {
  if (channel === undefined) return done(undefined);
  const sources = await load();
  const channelOf = await loadChannels(context, book, sources.map(String));
  const own = sources.filter((source) => channelOf(String(source)) === channel);
  if (own.length <= MAX_SOURCES) return done(own);
  return failed('invalidInput', 'This channel has too many sources: ask for fewer days.');
}

/** Tells the channel of each of these sources, as it is derived today. */
export async function loadChannels(
  { db }: Reading,
  { settings }: SiteBook,
  keys: readonly string[],
): Promise<(key: string) => Channel> {
  const sources = await loadSources(db, settings.id, [...new Set(keys.map(Number))]);
  return (key) => labelOf(Number(key), sources.get(Number(key)), settings.channelRules).channel;
}

/** A store’s city; empty for one that has none, or that was removed. */
export function cityOf(book: SiteBook, storeId: string): string {
  return book.stores.get(storeId)?.city ?? '';
}

/** The stores of a city: of none, all that no city’s list has. */
export function storesOf(book: SiteBook, city: string): StoreChoice {
  const ids = [...book.stores.keys()];
  if (city === '') return { ids: ids.filter((id) => cityOf(book, id) !== ''), inside: false };
  return { ids: ids.filter((id) => cityOf(book, id) === city), inside: true };
}

/** The stores that a filter asks for, by id, by city or by both; undefined: all. */
export function chosenStores(book: SiteBook, store?: string, city?: string): StoreChoice | undefined {
  if (city === undefined) return store === undefined ? undefined : { ids: [store], inside: true };
  const inCity = storesOf(book, city);
  if (store === undefined) return inCity;
  return { ids: inCity.ids.includes(store) === inCity.inside ? [store] : [], inside: true };
}
