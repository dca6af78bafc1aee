import { render } from 'preact';
import { createFormats } from '../format.ts';
import type { ToOverlay } from '../messages.ts';
import { SIDE_PORT } from '../messages.ts';
import { createChoices } from '../overlay/choices.ts';
import { createConnection, type Life } from '../overlay/connection.ts';
import { afterLoss, afterMessage, EMPTY } from '../overlay/overlayState.ts';
import { Mark } from '../overlay/panel/Mark.tsx';
import { Panel } from '../overlay/panel/Panel.tsx';
import { t } from '../text.ts';
import { followPageInFront } from './pageInFront.ts';

const TICK_MS = 1_000;

/** Its own page lives as long as it is open. */
const LIFE: Life = {
  isValid: true,
  setTimeout: (run, ms) => void setTimeout(run, ms),
  setInterval: (run, ms) => void setInterval(run, ms),
  addEventListener: (target, type, listener) => target.addEventListener(type, listener),
};

/** The panel beside the page instead of over it: the same numbers, of whichever page is in front. */
export function startSidePanel(root: HTMLElement): void {
  let state = EMPTY;
  let address = '';
  const draw = () => render(<Side />, root);
  const connection = createConnection({
    name: SIDE_PORT,
    life: LIFE,
    greet: () => ({
      kind: 'watch',
      address,
      range: state.view?.range ?? null,
      source: state.view?.source ?? null,
    }),
    onMessage(message: ToOverlay) {
      state = afterMessage(state, message);
      if (message.kind === 'view') choices.adopt(message.view);
      draw();
    },
    onLost() {
      state = afterLoss(state, Date.now());
      draw();
    },
  });
  const choices = createChoices(connection.send, draw);

  function Side() {
    const { view } = state;
    if (!view) return <Nothing />;
    const formats = createFormats(view.currency, view.timeZone);
    return (
      <Panel
        state={state}
        formats={formats}
        look={{ ...choices.look(), collapsed: false, size: null }}
        actions={choices.actions}
        missing={NONE}
        tag={null}
        now={Date.now()}
        docked
      />
    );
  }

  followPageInFront((front) => {
    address = front ?? '';
    state = EMPTY;
    draw();
    connection.send({ kind: 'watch', address, range: null, source: null });
  });
  setInterval(draw, TICK_MS);
  connection.open();
}

const NONE: ReadonlySet<string> = new Set();

function Nothing() {
  return (
    <div class="nothing">
      <Mark />
      <p>{t('sideNothing')}</p>
    </div>
  );
}
