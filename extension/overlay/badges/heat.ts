import type { PositionCounts } from '../../../shared/wire/funnel.ts';
import type { MarkMode } from '../../live/markMode.ts';

/**
 * How warm each position is, from 0 to 1, against the warmest of its page, wherever that stands: scrolling
 * changes no colour. The square root keeps the small ones apart, of which there are many. Money can be
 * negative, where more was taken back than came in; that is as cold as nothing.
 */
export function heatOf(rows: Iterable<PositionCounts>, mode: MarkMode): (row: PositionCounts) => number {
  const amountOf = ({ counts }: PositionCounts) =>
    mode === 'heatRevenue' ? counts.revenueMinor : mode === 'heatClicks' ? counts.arrival : 0;
  let most = 0;
  for (const row of rows) most = Math.max(most, amountOf(row));
  return (row) => (most === 0 ? 0 : Math.sqrt(Math.max(0, amountOf(row)) / most));
}
