import type { PositionCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { t } from '../../text.ts';

/** What a badge says about those who clicked: how many, how many of them redeemed, and what they spent. */
interface BadgeText {
  clicks: string;
  redemptions: string;
  money: string;
  /** None of them redeemed so far. */
  empty: boolean;
  /** In full words, for screen readers and on hover. */
  sentence: string;
}

function badgeText({ label, counts }: PositionCounts, formats: Formats): BadgeText {
  const { arrival, redemption, revenueMinor } = counts;
  return {
    clicks: formats.shortCount(arrival),
    redemptions: formats.shortCount(redemption),
    money: formats.shortMoney(revenueMinor),
    empty: redemption === 0 && revenueMinor === 0,
    sentence: t(
      'badgeSentence',
      label,
      formats.count(arrival),
      formats.count(redemption),
      formats.money(revenueMinor),
    ),
  };
}

/** One pill. Its width is measured once for each text, and only when it is asked for. */
export interface Badge {
  element: HTMLElement;
  write(row: PositionCounts, formats: Formats): void;
  widths(): { full: number; short: number };
  place(left: number, top: number, form: 'full' | 'short'): void;
  hide(): void;
}

export function createBadge(key: string): Badge {
  const element = document.createElement('div');
  element.className = 'badge';
  element.dataset.key = key;
  element.setAttribute('role', 'note');
  const parts = ['clicks', 'redemptions', 'money'].map((name) => {
    const part = document.createElement('span');
    part.className = name;
    element.append(part);
    return part;
  }) as [HTMLElement, HTMLElement, HTMLElement];
  let written: PositionCounts | null = null;
  let placed = '';
  let widths: { full: number; short: number } | null = null;
  return {
    element,
    write(row, formats) {
      if (written === row) return;
      const text = badgeText(row, formats);
      const isOld = element.title === text.sentence;
      const isFirst = written === null;
      written = row;
      if (isOld) return;
      widths = null;
      parts[0].textContent = text.clicks;
      parts[1].textContent = text.redemptions;
      parts[2].textContent = text.money;
      element.toggleAttribute('data-empty', text.empty);
      element.title = text.sentence;
      element.setAttribute('aria-label', text.sentence);
      if (!isFirst) flash(element);
    },
    widths() {
      widths ??= measure(parts);
      return widths;
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

const PADDING = 16;
const BETWEEN = 6;

function measure([clicks, redemptions, money]: [HTMLElement, HTMLElement, HTMLElement]) {
  const short = clicks.offsetWidth + PADDING;
  return { short, full: short + redemptions.offsetWidth + money.offsetWidth + 2 * BETWEEN };
}

/** Motion only where something changed, and none for those who asked for none. */
function flash(element: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  element.animate({ outlineColor: ['currentcolor', 'transparent'] }, { duration: 900, easing: 'ease-out' });
}
