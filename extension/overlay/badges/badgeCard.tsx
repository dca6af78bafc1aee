import { render } from 'preact';
import type { PositionCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { BADGE_CARD_ID } from './badge.ts';
import { cardPlace } from './cardPlace.ts';
import { PositionFunnel } from './PositionFunnel.tsx';

/** The small funnel of the badge that is pointed at or has the focus. */
export interface BadgeCard {
  show(rows: ReadonlyMap<string, PositionCounts>, arrivals: number, formats: Formats): void;
  /** Its badge may have moved, or gone. */
  follow(): void;
  remove(): void;
}

/** Long enough to move the pointer from the badge onto the card. */
const LINGER_MS = 160;

export function createBadgeCard(root: HTMLElement, layer: HTMLElement): BadgeCard {
  const whole = new AbortController();
  const { signal } = whole;
  const card = document.createElement('aside');
  card.className = 'badge-card';
  card.id = BADGE_CARD_ID;
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  root.append(card);
  let badge: HTMLElement | null = null;
  let numbers: { rows: ReadonlyMap<string, PositionCounts>; arrivals: number; formats: Formats } | null =
    null;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  function open(target: EventTarget | null): void {
    clearTimeout(leaving);
    const next = (target as Element | null)?.closest<HTMLElement>('.badge') ?? null;
    if (!next || next === badge) return;
    badge = next;
    draw();
  }

  function close(): void {
    clearTimeout(leaving);
    badge = null;
    card.hidden = true;
    render(null, card);
  }

  function closeSoon(): void {
    clearTimeout(leaving);
    leaving = setTimeout(close, LINGER_MS);
  }

  function draw(): void {
    const row = badge && numbers?.rows.get(badge.dataset.key ?? '');
    if (!row || !numbers) {
      close();
      return;
    }
    render(<PositionFunnel row={row} arrivals={numbers.arrivals} formats={numbers.formats} />, card);
    card.hidden = false;
    follow();
  }

  function follow(): void {
    if (!badge) return;
    if (!badge.isConnected || badge.style.visibility !== 'visible') {
      close();
      return;
    }
    const { left, top } = cardPlace(badge.getBoundingClientRect(), card.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: innerHeight,
    });
    card.style.transform = `translate(${left}px, ${top}px)`;
  }

  layer.addEventListener('pointerover', ({ target }) => open(target), { signal });
  layer.addEventListener('focusin', ({ target }) => open(target), { signal });
  layer.addEventListener('pointerout', closeSoon, { signal });
  layer.addEventListener('focusout', closeSoon, { signal });
  card.addEventListener('pointerover', () => clearTimeout(leaving), { signal });
  card.addEventListener('pointerout', closeSoon, { signal });
  // The focus may be in the page while the pointer opened the card.
  const onEscape = ({ key }: KeyboardEvent) => key === 'Escape' && close();
  document.addEventListener('keydown', onEscape, { signal, capture: true });
  return {
    show(rows, arrivals, formats) {
      numbers = { rows, arrivals, formats };
      if (badge) draw();
    },
    follow,
    remove() {
      whole.abort();
      close();
      card.remove();
    },
  };
}
