/** One stop of the Tab key for all badges; arrow keys go from one to the next. */
export interface BadgeKeys {
  /** Badges have come, gone or moved. */
  update(): void;
  remove(): void;
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function createBadgeKeys(layer: HTMLElement): BadgeKeys {
  const whole = new AbortController();
  const { signal } = whole;
  let stop: HTMLElement | null = null;

  function shown(): HTMLElement[] {
    return [...layer.querySelectorAll<HTMLElement>('.badge')].filter(isShown);
  }

  function stopAt(badge: HTMLElement | null): void {
    if (stop === badge) return;
    if (stop) stop.tabIndex = -1;
    stop = badge;
    if (stop) stop.tabIndex = 0;
  }

  layer.addEventListener('focusin', ({ target }) => stopAt(target as HTMLElement), { signal });
  layer.addEventListener(
    'keydown',
    (event) => {
      const step = STEPS[event.key];
      if (step === undefined || !stop) return;
      event.preventDefault();
      const all = shown();
      const next = all.at((all.indexOf(stop) + step) % all.length);
      next?.focus();
    },
    { signal },
  );
  return {
    update() {
      if (!stop?.isConnected || !isShown(stop)) stopAt(shown()[0] ?? null);
    },
    remove: () => whole.abort(),
  };
}

function isShown(badge: HTMLElement): boolean {
  return badge.style.visibility === 'visible';
}
