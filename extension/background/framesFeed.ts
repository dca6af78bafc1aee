import { pagePath } from '../../shared/page.ts';
import type { ToOverlay } from '../messages.ts';
import type { Hub } from './hub.ts';
import { type Subject, watchKey } from './watch.ts';

/** Feeds an overlay with the numbers of the pages that stand in frames on its own. */
export interface FramesFeed {
  /** By the address of each. */
  listen(subjects: ReadonlyMap<string, Subject>): void;
  /** The overlay has forgotten its numbers: they are told again. */
  again(): void;
  stop(): void;
}

/** A stream for each: the tag in a frame counts its own page. */
export function createFramesFeed(hub: Hub, send: (message: ToOverlay) => void): FramesFeed {
  let heard = new Map<string, { key: string; unlisten: () => void }>();
  return {
    listen(subjects) {
      const before = heard;
      heard = new Map();
      for (const [address, subject] of subjects) {
        const key = watchKey(subject);
        const known = before.get(address);
        if (known?.key === key) {
          heard.set(address, known);
          before.delete(address);
          continue;
        }
        const unlisten = hub.listen(subject, (message) => {
          if (message.kind === 'snapshot' || message.kind === 'change')
            send({ kind: 'framed', address, message });
        });
        heard.set(address, { key, unlisten });
      }
      // After it listens anew: a stream that both want stays open.
      for (const { unlisten } of before.values()) unlisten();
    },
    again() {
      for (const [address, { unlisten }] of heard) heard.set(address, { key: '', unlisten });
    },
    stop() {
      for (const { unlisten } of heard.values()) unlisten();
    },
  };
}

/** What is asked for each frame: the same days, site and source, of its own page. Only frames of the page's own origin. */
export function frameSubjects(
  subject: Subject,
  addresses: readonly string[],
  origin: string,
  hashRoutes: boolean,
): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const address of addresses) {
    if (!URL.canParse(address) || new URL(address).origin !== origin) continue;
    const page = pagePath(address, hashRoutes);
    if (page !== null) subjects.set(address, { ...subject, page });
  }
  return subjects;
}
