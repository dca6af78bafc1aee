import { render } from 'preact';
import type { SourceCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { BADGE_CARD_ID } from './badge.ts';
import { cardPlace } from './cardPlace.ts';
import type { MarkRow } from './layer.ts';
import { PositionFunnel } from './PositionFunnel.tsx';
import type { MarkWords } from './words.ts';

export interface CardNumbers {
  rows: ReadonlyMap<string, MarkRow>;
  /** Of the page. */
  arrivals: number;
  /** The sources of the position that was asked for last. */
  sources: { position: number; sources: SourceCounts[] | null } | null;
  /** Where the page itself knows them. */
  sourcesOf: ((key: string) => SourceCounts[]) | null;
  formats: Formats;
}

/** The small funnel of the badge that is pointed at or has the focus. */
export interface BadgeCard {
  show(numbers: CardNumbers): void;
  /** Its badge may have moved, or gone. */
  follow(): void;
  remove(): void;
}

/** Long enough to move the pointer from the badge onto the card. */
const LINGER_MS = 160;

interface Deps {
  words: MarkWords;
  /** Hears which position is looked at, again whenever its numbers have changed since. */
  onLook: (position: number) => void;
}

export function createBadgeCard(root: HTMLElement, layer: HTMLElement, { words, onLook }: Deps): BadgeCard {
  const whole = new AbortController();
  const { signal } = whole;
  const card = document.createElement('aside');
  card.className = 'badge-card';
  card.id = BADGE_CARD_ID;
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  root.append(card);
  let badge: HTMLElement | null = null;
  let numbers: CardNumbers | null = null;
  let looked = '';
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
    looked = '';
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
    const { arrivals, formats } = numbers;
    const sources = numbers.sourcesOf?.(row.position) ?? askedSources(row.id);
    const about = { row, arrivals, words, sources, formats };
    render(<PositionFunnel {...about} />, card);
    if (!numbers.sourcesOf) look(row);
    card.hidden = false;
    follow();
  }

  function askedSources(position: number): SourceCounts[] | null {
    return numbers?.sources?.position === position ? numbers.sources.sources : null;
  }

  function look({ id, counts }: MarkRow): void {
    const seen = `${id} ${Object.values(counts)}`;
    if (seen === looked) return;
    looked = seen;
    onLook(id);
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
    show(next) {
      numbers = next;
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
