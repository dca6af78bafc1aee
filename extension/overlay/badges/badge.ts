import { shareOf } from '../../../shared/funnelRates.ts';
import type { PositionCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import type { MarkMode } from '../../live/markMode.ts';
import { t } from '../../text.ts';
import type { MarkWords } from './words.ts';

/** The card that a badge opens describes it. */
export const BADGE_CARD_ID = 'badge-card';

/** What a badge says about those who clicked: how many, how many of them redeemed, and what they spent. */
interface BadgeText {
  clicks: string;
  redemptions: string;
  money: string;
  /** None of them redeemed so far. */
  empty: boolean;
  /** In full words, for screen readers. */
  sentence: string;
}

function badgeText(
  { label, counts }: PositionCounts,
  arrivals: number,
  formats: Formats,
  words: MarkWords,
): BadgeText {
  const { arrival, redemption, revenueMinor } = counts;
  const figures = [formats.count(arrival), formats.count(redemption), formats.money(revenueMinor)] as const;
  const share = shareOf(arrival, arrivals);
  return {
    clicks: formats.shortCount(arrival),
    redemptions: formats.shortCount(redemption),
    money: formats.shortMoney(revenueMinor),
    empty: redemption === 0 && revenueMinor === 0,
    // Participation: a visitor who came before these days may click now, so more can click than came.
    sentence:
      share === null || share > 1 || !words.isShare
        ? t(words.sentence, label, ...figures)
        : t('badgeSentenceShare', label, ...figures, formats.share(share)),
  };
}

/** `full`: all its numbers; `short`: its clicks alone; `money`: its money alone. */
export type BadgeForm = 'full' | 'short' | 'money';

/** One pill. Its widths are measured once for each text, and only when they are asked for. */
export interface Badge {
  element: HTMLElement;
  /** `arrivals` of the page, of which the clicks are a share. */
  write(row: PositionCounts, arrivals: number, formats: Formats): void;
  widths(mode: MarkMode): { full: number; short: number };
  place(left: number, top: number, form: BadgeForm): void;
  hide(): void;
}

export function createBadge(key: string, words: MarkWords): Badge {
  const element = document.createElement('div');
  element.className = 'badge';
  element.dataset.key = key;
  element.tabIndex = -1;
  element.setAttribute('role', 'button');
  element.setAttribute('aria-describedby', BADGE_CARD_ID);
  const parts = ['clicks', 'redemptions', 'money'].map((name) => {
    const part = document.createElement('span');
    part.className = name;
    element.append(part);
    return part;
  }) as Parts;
  let written: { row: PositionCounts; arrivals: number } | null = null;
  let sentence = '';
  let placed = '';
  let widths: Record<BadgeForm, number> | null = null;
  return {
    element,
    write(row, arrivals, formats) {
      if (written?.row === row && written.arrivals === arrivals) return;
      const isSame = written?.row === row;
      const isFirst = written === null;
      written = { row, arrivals };
      const text = badgeText(row, arrivals, formats, words);
      if (sentence !== text.sentence) element.setAttribute('aria-label', text.sentence);
      sentence = text.sentence;
      if (isSame || !fill(parts, text)) return;
      widths = null;
      element.toggleAttribute('data-empty', text.empty);
      if (!isFirst) flash(element);
    },
    widths(mode) {
      widths ??= measure(parts);
      const { full, short, money } = widths;
      if (mode === 'badges') return { full, short };
      return mode === 'heatRevenue' ? { full: money, short: money } : { full: short, short };
    },
    place(left, top, form) {
      const place = `translate(${left}px, ${top}px)`;
      if (placed !== place + form) {
        element.style.transform = place;
        element.dataset.form = form;
      }
      if (placed === '') element.style.visibility = 'visible';
      placed = place + form;
    },
    hide() {
      if (placed !== '') element.style.visibility = 'hidden';
      placed = '';
    },
  };
}

type Parts = [HTMLElement, HTMLElement, HTMLElement];

/** Whether any of the three reads differently now. */
function fill(parts: Parts, { clicks, redemptions, money }: BadgeText): boolean {
  const texts = [clicks, redemptions, money];
  if (parts.every((part, index) => part.textContent === texts[index])) return false;
  for (const [index, part] of parts.entries()) part.textContent = texts[index] ?? '';
  return true;
}

const PADDING = 16;
const BETWEEN = 6;

function measure([clicks, redemptions, money]: Parts): Record<BadgeForm, number> {
  const short = clicks.offsetWidth + PADDING;
  const full = short + redemptions.offsetWidth + money.offsetWidth + 2 * BETWEEN;
  return { short, full, money: money.offsetWidth + PADDING };
}

/** Motion only where something changed, and none for those who asked for none. */
function flash(element: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  element.animate({ outlineColor: ['currentcolor', 'transparent'] }, { duration: 900, easing: 'ease-out' });
}
