import browser, { type Runtime } from 'webextension-polyfill';
import type { FromOverlay, ToOverlay } from '../messages.ts';

/** The overlay's line to the worker, which may be stopped and started by the browser at any time. */
export interface Connection {
  open(): void;
  close(): void;
  send(message: FromOverlay): void;
}

/** How long the script lives that holds the line: a content script's ends when the extension is reloaded. */
export interface Life {
  readonly isValid: boolean;
  setTimeout(run: () => void, ms: number): unknown;
  setInterval(run: () => void, ms: number): unknown;
  addEventListener(target: EventTarget, type: string, listener: () => void): void;
}

interface Deps {
  /** The port's. */
  name: string;
  life: Life;
  /** What to say first on each new line. */
  greet: () => FromOverlay;
  onMessage: (message: ToOverlay) => void;
  /** The worker went away; the line comes back by itself. */
  onLost: () => void;
}

/** Chrome stops a worker after 30 s without a message; its own stream does not count as one. */
const PING_MS = 20_000;
const RETRY_MS = 500;

export function createConnection({ name, life, greet, onMessage, onLost }: Deps): Connection {
  let port: Runtime.Port | null = null;
  let wanted = false;
  const open = () => {
    wanted = true;
    if (port || !life.isValid || document.visibilityState === 'hidden') return;
    const opened = browser.runtime.connect({ name });
    port = opened;
    opened.onMessage.addListener((message) => {
      if (port === opened) onMessage(message as ToOverlay);
    });
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      onLost();
      life.setTimeout(() => wanted && open(), RETRY_MS);
    });
    opened.postMessage(greet());
  };
  const send = (message: FromOverlay) => {
    try {
      if (life.isValid) port?.postMessage(message);
    } catch {
      port = null; // Closed a moment ago; the greeting of the next line says it all again.
    }
  };
  // A page out of sight neither pings nor comes back: nobody would see it, and the worker may rest.
  life.addEventListener(document, 'visibilitychange', () => wanted && open());
  life.addEventListener(window, 'pageshow', () => wanted && open());
  life.setInterval(() => {
    if (document.visibilityState === 'visible') send({ kind: 'ping' });
  }, PING_MS);
  return {
    open,
    close() {
      wanted = false;
      port?.disconnect();
      port = null;
    },
    send,
  };
}
