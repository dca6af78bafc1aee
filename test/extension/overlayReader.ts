import type { Page, Realm } from 'puppeteer';

const HOST = 'backstamp-overlay';
const WAIT_MS = 10_000;

interface PanelStep {
  step: string;
  name: string;
  count: string;
  share: string;
  interval: string;
  loss: string;
  worst: boolean;
  /** On the worst step: whose it is. */
  owner: string;
}

/** What a person reads on the panel. */
export interface PanelReading {
  status: string;
  dot: string;
  page: string;
  collapsed: boolean;
  days: string;
  /** Positions that the page does not have now. */
  missing: string[];
  trouble: string | null;
  steps: PanelStep[];
  revenue: string;
  /** Against the days before, a step each and then the revenue; empty where nothing is compared. */
  growth: string[];
  sources: string[][];
  feed: string[];
}

export interface BadgeReading {
  key: string;
  clicks: string;
  redemptions: string;
  money: string;
  sentence: string;
  visible: boolean;
  form: string;
  box: { left: number; top: number; width: number; height: number };
}

/** A page whose overlay is read another way than by its own worlds: Firefox's driver shows none of an extension's. */
export interface Reader {
  mouse: Page['mouse'];
  /** Evaluates an expression in the world of the overlay. */
  evaluateInOverlay(expression: string): Promise<unknown>;
}

/** The panel as it is now; null where there is none. */
export function readPanel(page: Page | Reader): Promise<PanelReading | null> {
  return inOverlay(page, (root) => {
    const panel = root.querySelector('.panel');
    if (!panel) return null;
    const text = (within: Element, selector: string) => within.querySelector(selector)?.textContent ?? '';
    return {
      status: panel.getAttribute('data-status') ?? '',
      dot: text(panel, '.dot'),
      page: text(panel, '.page'),
      collapsed: panel.classList.contains('folded'),
      days: text(panel, '.days'),
      missing: [...panel.querySelectorAll('.missing li')].map((line) => line.textContent ?? ''),
      trouble: panel.querySelector('.trouble')?.textContent ?? null,
      steps: [...panel.querySelectorAll('.step')].map((step) => ({
        step: step.getAttribute('data-step') ?? '',
        name: text(step, '.name'),
        count: text(step, '.count'),
        share: text(step, '.share'),
        interval: text(step, '.interval'),
        loss: text(step, '.loss'),
        worst: step.classList.contains('worst'),
        owner: text(step, '.owner'),
      })),
      revenue: text(panel, '.revenue'),
      growth: [...panel.querySelectorAll('.growth')].map((each) => each.textContent ?? ''),
      sources: [...panel.querySelectorAll('.sources tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent ?? ''),
      ),
      feed: [...panel.querySelectorAll('.happening')].map((line) => line.textContent ?? ''),
    };
  });
}

/** The badges, also those that are out of sight. */
export async function readBadges(page: Page | Reader): Promise<BadgeReading[]> {
  const badges = await inOverlay(page, (root) =>
    [...root.querySelectorAll<HTMLElement>('.badge')].map((badge) => {
      const text = (name: string) => badge.querySelector(`.${name}`)?.textContent ?? '';
      const { left, top, width, height } = badge.getBoundingClientRect();
      return {
        key: badge.dataset.key ?? '',
        clicks: text('clicks'),
        redemptions: text('redemptions'),
        money: text('money'),
        sentence: badge.getAttribute('aria-label') ?? '',
        visible: getComputedStyle(badge).visibility === 'visible',
        form: badge.dataset.form ?? '',
        box: { left, top, width, height },
      };
    }),
  );
  return badges ?? [];
}

/** Waits until the panel reads as wanted, and answers how it then reads. Says how it reads where it never does. */
export async function waitForPanel(
  page: Page | Reader,
  wanted: (panel: PanelReading) => boolean,
  timeoutMs = WAIT_MS,
): Promise<PanelReading> {
  return until(
    () => readPanel(page),
    (panel) => panel !== null && wanted(panel),
    timeoutMs,
  ) as Promise<PanelReading>;
}

export async function waitForBadge(
  page: Page | Reader,
  key: string,
  wanted: (badge: BadgeReading) => boolean = () => true,
  timeoutMs = WAIT_MS,
): Promise<BadgeReading> {
  const find = async () => (await readBadges(page)).find((badge) => badge.key === key);
  return (await until(find, (badge) => badge !== undefined && wanted(badge), timeoutMs)) as BadgeReading;
}

export async function waitForNoPanel(page: Page | Reader): Promise<void> {
  await until(
    () => readPanel(page),
    (panel) => panel === null,
    WAIT_MS,
  );
}

/** A real click on something within the closed overlay. */
export async function clickInOverlay(page: Page | Reader, selector: string): Promise<void> {
  const middle = await inOverlay(
    page,
    (root, wanted) => {
      const box = root.querySelector(wanted)?.getBoundingClientRect();
      return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : null;
    },
    selector,
  );
  if (!middle) throw new Error(`The overlay has no ${selector}.`);
  await page.mouse.click(middle.x, middle.y);
}

/**
 * Reads within the closed shadow root. The page cannot; the content script's own world can, by an API
 * that browsers give to extensions alone.
 */
export async function inOverlay<Answer, Given extends unknown[]>(
  page: Page | Reader,
  read: (root: ShadowRoot, ...given: Given) => Answer,
  ...given: Given
): Promise<Answer | null> {
  const expression = `(() => {
    const host = document.querySelector(${JSON.stringify(HOST)});
    const root = host && (globalThis.chrome?.dom?.openOrClosedShadowRoot?.(host) ?? host.openOrClosedShadowRoot);
    return root ? (${read.toString()})(root, ...${JSON.stringify(given)}) : null;
  })()`;
  if ('evaluateInOverlay' in page) return (await page.evaluateInOverlay(expression)) as Answer | null;
  for (const realm of page.extensionRealms().toReversed()) {
    const answer = await readIn<Answer>(realm, expression);
    if (answer !== null) return answer;
  }
  return null;
}

async function readIn<Answer>(realm: Realm, expression: string): Promise<Answer | null> {
  try {
    return (await realm.evaluate(expression)) as Answer | null;
  } catch {
    return null; // The world of a page that is going, or of an extension that was reloaded.
  }
}

async function until<Read>(
  read: () => Promise<Read>,
  wanted: (value: Read) => boolean,
  timeoutMs: number,
): Promise<Read> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
