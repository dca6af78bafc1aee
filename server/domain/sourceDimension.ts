import { SOURCE_DIMENSIONS, type SourceDimension } from '../../shared/wire/report.ts';
import type { ChannelRule } from '../../shared/wire/site.ts';
import { channelOf } from './channel.ts';
import { DIRECT, type Source } from './source.ts';

export function isSourceDimension(by: string): by is SourceDimension {
  return (SOURCE_DIMENSIONS as readonly string[]).includes(by);
}

/** The value of a source under a dimension, as reports name their rows; empty where nothing is known. */
export function dimensionOf(
  source: Source | undefined,
  by: SourceDimension,
  rules: readonly ChannelRule[],
): string {
  const known = source ?? DIRECT;
  if (by === 'channel') return channelOf(known, rules);
  return (by === 'source' ? (known.source ?? known.referrerHost) : known[by]) ?? '';
}
