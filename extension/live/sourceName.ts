import type { SourceLabel } from '../../shared/wire/funnel.ts';

/**
 * A source in a few words: `weibo / social`, with its campaign apart; its referrer's host where the link
 * was not tagged. Null: the visitor came directly.
 */
export function sourceName(source: SourceLabel): { name: string | null; campaign: string | null } {
  const tagged = [source.source, source.medium].filter(Boolean).join(' / ');
  return { name: tagged || source.referrerHost || null, campaign: source.campaign };
}
