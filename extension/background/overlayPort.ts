import type { Runtime } from 'webextension-polyfill';
import { consoleLink } from '../live/consoleLink.ts';
import type { MarkMode } from '../live/markMode.ts';
import { type Range, rangeDays } from '../live/range.ts';
import { type FromOverlay, readFromOverlay, type ToOverlay, type View } from '../messages.ts';
import { askBefore, askPositionSources } from './asks.ts';
import { findPlace } from './findPlace.ts';
import { createFramesFeed, type FramesFeed, frameSubjects } from './framesFeed.ts';
import type { Hub } from './hub.ts';
import { createMarksFeed, type MarksFeed } from './marksFeed.ts';
import { isGranted } from './permissions.ts';
import { prefer, preferMode, readPreferences } from './preferences.ts';
import type { Subject } from './watch.ts';

/** Over a page of one origin, or beside whichever page is in front. */
export type Place = { over: string } | { beside: true };

interface Found {
  subject: Subject;
  view: View;
  /** What stands in frames on the page, by its address. */
  framed: Map<string, Subject>;
}

/** One overlay: what it looks at, and the streams that feed it. */
export class OverlayPort {
  readonly #port: Runtime.Port;
  readonly #place: Place;
  readonly #hub: Hub;
  readonly #now: () => number;
  #address = '';
  #range: Range | null = null;
  #source: number | null = null;
  readonly #marksFeed: MarksFeed;
  /** The sources that the marks of a page elsewhere name. */
  #marks: readonly string[] = [];
  readonly #framesFeed: FramesFeed;
  /** The addresses of the page's frames. */
  #frames: readonly string[] = [];
  #site = '';
  #subject = '';
  #shown: Subject | null = null;
  #unlisten: () => void = () => undefined;
  #looks = 0;
  #stopped = false;

  constructor(port: Runtime.Port, place: Place, hub: Hub, now: () => number) {
    this.#port = port;
    this.#place = place;
    this.#hub = hub;
    this.#now = now;
    this.#marksFeed = createMarksFeed(hub, (message) => this.#send(message));
    this.#framesFeed = createFramesFeed(hub, (message) => this.#send(message));
    port.onMessage.addListener((message) => {
      const known = readFromOverlay(message);
      if (known) void this.#take(known);
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#unlisten();
    this.#marksFeed.stop();
    this.#framesFeed.stop();
  }

  async #take(message: FromOverlay): Promise<void> {
    if (message.kind === 'collapsed') return prefer({ collapsed: message.collapsed });
    if (message.kind === 'pin') return prefer({ pin: message.spot });
    if (message.kind === 'size') return prefer({ size: message.size });
    if (message.kind === 'mode') return this.#mark(message.mode);
    if (message.kind === 'position') return this.#tellSources(message.position);
    if (message.kind === 'compare') await prefer({ compare: message.compare });
    if (message.kind === 'source') this.#source = message.source;
    if (message.kind === 'marks') this.#marks = message.sources;
    if (message.kind === 'frames') this.#frames = message.addresses;
    if (message.kind === 'range') {
      this.#range = message.range;
      await prefer({ range: message.range });
    }
    if (message.kind === 'watch') {
      this.#address = message.address;
      this.#range ??= message.range;
      this.#source = message.source;
    }
    // A ping looks again as well: midnight may have passed where the shop is.
    await this.look();
  }

  async #mark(mode: MarkMode): Promise<void> {
    if (this.#site !== '') await preferMode(this.#site, mode);
  }

  /** Finds what this page may show now, and listens to it. The latest look wins. */
  async look(): Promise<void> {
    if (this.#address === '' && 'over' in this.#place) return;
    this.#looks += 1;
    const look = this.#looks;
    const found = await this.#find();
    if (look !== this.#looks || this.#stopped) return;
    this.#site = found?.subject.site ?? '';
    this.#listen(found);
    this.#marksFeed.listen(found?.view.placement ? found.subject : null, this.#marks);
    this.#framesFeed.listen(found?.framed ?? new Map());
  }

  #listen(found: Found | null): void {
    const { range, compare, placement } = found?.view ?? {};
    const subject = found ? JSON.stringify([found.subject, range, compare, placement]) : 'none';
    if (subject === this.#subject) return;
    this.#subject = subject;
    this.#shown = found?.subject ?? null;
    const unlisten = this.#unlisten;
    this.#unlisten = () => undefined;
    if (!found) {
      unlisten();
      this.#send({ kind: 'leave' });
      return;
    }
    this.#send({ kind: 'view', view: found.view });
    this.#marksFeed.again();
    this.#framesFeed.again();
    this.#unlisten = this.#hub.listen(found.subject, (message) => this.#send(message));
    // After it listens anew: a stream that both want stays open.
    unlisten();
    if (found.view.compare) void this.#tellBefore(found.subject);
  }

  async #tellBefore(subject: Subject): Promise<void> {
    const before = await askBefore(subject);
    if (this.#shown === subject) this.#send({ kind: 'before', before });
  }

  async #tellSources(position: number): Promise<void> {
    const subject = this.#shown;
    if (!subject) return;
    const sources = await askPositionSources(subject, position);
    if (this.#shown === subject) this.#send({ kind: 'positionSources', position, sources });
  }

  /** Empty where it is known of no page. */
  #origin(): string {
    if ('over' in this.#place) return this.#place.over;
    return URL.canParse(this.#address) ? new URL(this.#address).origin : '';
  }

  async #find(): Promise<Found | null> {
    const origin = this.#origin();
    if (origin === '') return null;
    if (!URL.canParse(this.#address) || new URL(this.#address).origin !== origin) return null;
    const [found, preferences, granted] = await Promise.all([
      findPlace(this.#address),
      readPreferences(),
      isGranted(origin),
    ]);
    const isHidden = 'over' in this.#place && preferences.hiddenOrigins.includes(origin);
    if (!found || !granted || isHidden) return null;
    const { server, site, path, page, placement } = found;
    const range = this.#range ?? preferences.range;
    const days = rangeDays(range, site.timeZone, this.#now());
    const source = this.#source;
    const { collapsed, pin, size, compare, modes } = preferences;
    const { address, token } = server;
    const names = placement?.names ?? {};
    const subject = { address, token, site: site.id, page: path, ...days, source, names };
    return {
      subject,
      framed: path === null ? new Map() : frameSubjects(subject, this.#frames, origin, site.hashRoutes),
      view: {
        site: site.name,
        siteKey: site.id,
        page,
        currency: site.currency,
        timeZone: site.timeZone,
        range,
        ...days,
        source,
        console: consoleLink(address, site.id, { page: path, names, range, source }),
        collapsed,
        mode: modes[site.id] ?? 'badges',
        pin,
        size,
        compare,
        placement,
      },
    };
  }

  #send(message: ToOverlay): void {
    try {
      this.#port.postMessage(message);
    } catch {
      this.stop(); // The page has gone; its disconnect is on the way.
    }
  }
}
