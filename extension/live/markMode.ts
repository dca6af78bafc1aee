/** How the overlay marks a page's positions: with badges, with a tint by clicks or by money, or not at all. */
export const MARK_MODES = ['badges', 'heatClicks', 'heatRevenue', 'off'] as const;

export type MarkMode = (typeof MARK_MODES)[number];

/** Whether something that came in a message is a mode. */
export function isMarkMode(value: unknown): value is MarkMode {
  return MARK_MODES.some((mode) => mode === value);
}
