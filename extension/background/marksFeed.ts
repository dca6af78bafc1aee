import type { ToOverlay } from '../messages.ts';
import type { Hub } from './hub.ts';
import type { Subject } from './watch.ts';

/** Feeds an overlay with the numbers of what a page elsewhere's links and rows name. */
export interface MarksFeed {
  /** `sources`: what they name; null for a subject: there is no such page now. */
  listen(subject: Subject | null, sources: readonly string[]): void;
  /** The overlay has forgotten its numbers: they are told again. */
  again(): void;
  stop(): void;
}

const NOTHING = () => undefined;

/** A stream of its own: links and rows may name other sources than the placement does. */
export function createMarksFeed(hub: Hub, send: (message: ToOverlay) => void): MarksFeed {
  let key = '';
  let unlisten: () => void = NOTHING;
  return {
    listen(of, sources) {
      const subject = of && marksSubject(of, sources);
      const next = JSON.stringify(subject);
      if (next === key) return;
      key = next;
      const before = unlisten;
      unlisten = NOTHING;
      if (subject) {
        unlisten = hub.listen(subject, (message) => {
          if (message.kind === 'snapshot' || message.kind === 'change') send({ kind: 'marked', message });
        });
      }
      // After it listens anew: a stream that both want stays open.
      before();
    },
    again() {
      key = '';
    },
    stop() {
      unlisten();
    },
  };
}

/** Where all marks name one source, its numbers; else those of the whole site. */
function marksSubject(subject: Subject, [source, ...others]: readonly string[]): Subject | null {
  if (source === undefined) return null;
  return { ...subject, source: null, names: others.length === 0 ? { source } : {} };
}
