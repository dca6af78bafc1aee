import type { FunnelRange, PositionSources } from '../../shared/wire/funnel.ts';
import { dayText } from '../domain/day.ts';
import { SCOPE } from '../domain/funnel.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { loadSources } from '../store/dictionary.ts';
import { loadFunnelSums } from '../store/funnelSums.ts';
import type { ActionContext } from './context.ts';
import { readRange, sourceList } from './funnel.ts';

/** Where those who clicked a position came from. A position that nobody clicked, or that never was, has none. */
export async function readPositionSources(
  { db, books }: ActionContext,
  input: { siteId: string; position: number; query: FunnelRange; now: number },
): Promise<Outcome<PositionSources>> {
  const { siteId, position, query, now } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { from, to } = range.value;
  const subject = { scope: SCOPE.position, subject: position, from, to };
  const { bySource } = await loadFunnelSums(db, siteId, subject);
  const labels = await loadSources(db, siteId, [...bySource.keys()]);
  return done({
    from: dayText(from),
    to: dayText(to),
    sources: sourceList(bySource, labels, book.settings.channelRules),
  });
}
