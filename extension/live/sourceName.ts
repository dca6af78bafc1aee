import type { SourceLabel } from '../../shared/wire/funnel.ts';

/**
 * A source in few words: `weibo`, and in fewer beside it, its medium and campaign; its referrer's host
 * where the link was not tagged. A name of null: the visitor came directly.
 */
export function sourceName(source: SourceLabel): { name: string | null; detail: string } {
  const detail = [source.source === null ? null : source.medium, source.campaign].filter(Boolean).join(' · ');
  return { name: source.source || source.referrerHost || source.medium || null, detail };
}
