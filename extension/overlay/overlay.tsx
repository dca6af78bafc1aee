import { render } from 'preact';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { createFormats, type Formats } from '../format.ts';
import { type FromOverlay, OVERLAY_PORT, type ToOverlay, type View } from '../messages.ts';
import { createMarks, type Marks } from '../placements/pageMarks.ts';
import { type BadgeLayer, createBadgeLayer } from './badges/layer.ts';
import { CAME_FROM_HERE, CLICKED_HERE } from './badges/words.ts';
import { createChoices } from './choices.ts';
import { createConnection } from './connection.ts';
import { lifeOf } from './contextLife.ts';
import { createFrames, type Frames } from './frames/frames.ts';
import { createHost, type Host } from './host.ts';
import { afterLoss, afterMessage, EMPTY } from './overlayState.ts';
import { watchPage } from './pageWatch.ts';
import { Panel } from './panel/Panel.tsx';
import { checkTag, findTags, type TagTrouble } from './tagCheck.ts';

export interface Overlay {
  /** Shows itself where the worker finds that there is something to show. */
  show(): void;
  hide(): void;
}

interface Drawn {
  host: Host;
  badges: BadgeLayer;
  /** On a page elsewhere. */
  marks: Marks | null;
  frames: Frames;
  unwatch: () => void;
}

/** Ages on the panel grow while nothing else happens. */
const TICK_MS = 1_000;
const PATIENCE_MS = 600;
/** A tag that waits for the page, and sends a moment later, is in order. */
const TAG_TIME_MS = 3_000;

/** A page elsewhere has no tag of ours. */
function tagTrouble({ siteKey, placement }: View): TagTrouble | null {
  if (placement || performance.now() < TAG_TIME_MS) return null;
  const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return checkTag(findTags(document), loaded, siteKey);
}

/** The overlay of one page, from the worker's messages to what is drawn. */
export function createOverlay(context: ContentScriptContext): Overlay {
  let state = EMPTY;
  let missing: ReadonlySet<string> = new Set();
  let address = '';
  let drawn: Drawn | null = null;
  let known: { key: string; formats: Formats } | null = null;
  let viewedAt = 0;
  /** The worker said that there is nothing to show at this address. */
  let left = false;
  let building = false;
  let drawing = false;
  const connection = createConnection({
    name: OVERLAY_PORT,
    life: lifeOf(context),
    greet,
    onMessage: take,
    onLost: lose,
  });
  const choices = createChoices(connection.send, drawSoon);

  function greet(): FromOverlay {
    address = location.href;
    drawn?.marks?.forget();
    drawn?.frames.forget();
    return { kind: 'watch', address, range: state.view?.range ?? null, source: state.view?.source ?? null };
  }

  function take(message: ToOverlay): void {
    state = afterMessage(state, message);
    left = message.kind === 'leave';
    if (message.kind === 'leave') {
      hide();
      return;
    }
    if (message.kind === 'view') {
      choices.adopt(message.view);
      viewedAt = Date.now();
    }
    if (!drawn && !building) void build();
    drawSoon();
  }

  function lose(): void {
    state = afterLoss(state, Date.now());
    drawSoon();
  }

  async function build(): Promise<void> {
    building = true;
    const host = await createHost(context);
    building = false;
    // It took a moment: the person may have hidden it, or a newer script have taken over.
    if (!state.view || context.isInvalid) return host.remove();
    const { send } = connection;
    const viewed = () => state.view?.placement ?? null;
    const marks = viewed() ? createMarks({ placement: viewed, send, redraw: drawSoon }) : null;
    const frames = createFrames(send);
    const badges = createBadgeLayer(host.root, {
      onMissing: (keys) => {
        missing = keys;
        drawSoon();
      },
      onLook: (position) => send({ kind: 'position', position }),
      scanner: (marks ?? frames).scanner,
      words: marks ? CAME_FROM_HERE : CLICKED_HERE,
    });
    marks?.onChange(() => badges.rescan(false));
    if (!marks) frames.tell(badges);
    const unwatch = watchPage(context, host.element, {
      onContent: badges.rescan,
      onMove: badges.move,
      onAddress: lookAtAddress,
      onUnsettled: host.settle,
    });
    drawn = { host, badges, marks, frames, unwatch };
    draw();
  }

  /** Without a line to it, the worker may rest. */
  function hide(): void {
    connection.close();
    state = EMPTY;
    takeDown();
  }

  function takeDown(): void {
    if (!drawn) return;
    drawn.unwatch();
    drawn.marks?.stop();
    drawn.frames.stop();
    drawn.badges.remove();
    render(null, drawn.host.root);
    drawn.host.remove();
    drawn = null;
    missing = new Set();
  }

  /** However many messages come at once, one drawing follows. */
  function drawSoon(): void {
    if (drawing) return;
    drawing = true;
    context.setTimeout(() => {
      drawing = false;
      draw();
    }, 0);
  }

  function draw(): void {
    if (!drawn || !state.view || isTooEarly()) return;
    const formats = formatsOf(state.view);
    const look = choices.look();
    const tag = tagTrouble(state.view);
    const all = { state, formats, look, missing, tag, actions: choices.actions, now: Date.now() };
    render(<Panel {...all} />, drawn.host.root);
    const { badges, marks, frames } = drawn;
    const funnel = state.snapshot?.funnel ?? null;
    const figures = marks ? marks.figures(state.marked) : frames.figures(funnel, state.framed);
    badges.show(figures, state.positionSources, look.mode, formats);
  }

  function formatsOf({ currency, timeZone }: View): Formats {
    const key = `${currency} ${timeZone}`;
    if (known?.key !== key) known = { key, formats: createFormats(currency, timeZone) };
    return known.formats;
  }

  /** Numbers are nearly always there at once: a panel drawn before them would grow, and shift, under the eye. */
  function isTooEarly(): boolean {
    const { kind } = state.status;
    return (
      !state.snapshot && (kind === 'connecting' || kind === 'live') && Date.now() - viewedAt < PATIENCE_MS
    );
  }

  function lookAtAddress(): void {
    if (location.href === address) return;
    drawn?.badges.rescan(true);
    connection.send(greet());
  }

  context.setInterval(() => {
    if (document.visibilityState === 'visible') drawSoon();
  }, TICK_MS);
  // From a page that is nobody's, an application may go on to one that is tracked, without loading anew.
  const openAgain = () => {
    if (left) connection.open();
  };
  // The event comes before the address has changed: by the frame after the next it has.
  context.addEventListener(window, 'wxt:locationchange', () =>
    requestAnimationFrame(() => requestAnimationFrame(openAgain)),
  );
  context.onInvalidated(takeDown);
  return {
    show: connection.open,
    hide,
  };
}
