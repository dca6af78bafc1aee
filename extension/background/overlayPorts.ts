import browser, { type Runtime } from 'webextension-polyfill';
import { OVERLAY_PORT, SIDE_PORT } from '../messages.ts';
import type { Hub } from './hub.ts';
import { OverlayPort, type Place } from './overlayPort.ts';
import { refreshOldPlacements } from './placements.ts';

/** The overlays that are open now, each on its own port. */
export interface OverlayPorts {
  attach(port: Runtime.Port): void;
  /** What is paired, granted or shown has changed: every overlay looks again at what it may show. */
  lookAgain(): void;
}

export function createOverlayPorts(hub: Hub, now: () => number): OverlayPorts {
  const overlays = new Set<OverlayPort>();
  return {
    attach(port) {
      const place = placeOf(port);
      if (!place) return port.disconnect();
      const overlay = new OverlayPort(port, place, hub, now);
      overlays.add(overlay);
      port.onDisconnect.addListener(() => {
        overlays.delete(overlay);
        overlay.stop();
      });
      // A placement that was saved elsewhere meanwhile; overlays hear of it once it is known.
      void refreshOldPlacements(now());
    },
    lookAgain() {
      for (const overlay of overlays) void overlay.look();
    },
  };
}

function placeOf(port: Runtime.Port): Place | null {
  if (port.name === SIDE_PORT) return isOwnPage(port) ? { beside: true } : null;
  const origin = originOf(port);
  return port.name === OVERLAY_PORT && origin !== null ? { over: origin } : null;
}

/** A page's own scripts can open no port to us; a content script can, under any name. */
function isOwnPage({ sender }: Runtime.Port): boolean {
  return sender?.url?.startsWith(browser.runtime.getURL('')) ?? false;
}

/** Where the browser itself says that a port comes from; only a page's top frame has an overlay. */
function originOf({ sender }: Runtime.Port): string | null {
  if (!sender?.tab || sender.frameId !== 0 || !sender.url || !URL.canParse(sender.url)) return null;
  return new URL(sender.url).origin;
}
