import { matchesSource, type SourceRule } from '../../shared/sourceRule.ts';
import type { SourceLabel } from '../../shared/wire/funnel.ts';
import type { LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';
import type { Snapshot } from '../actions/funnel.ts';
import type { LivePart } from '../actions/liveChange.ts';
import type { Actor } from '../domain/actor.ts';
import type { Engine } from '../engine/engine.ts';

/** A part with its place in a site's history. */
interface Numbered {
  n: number;
  part: LivePart;
}

/** One reader of a site: what it may see, and how it is told. */
export interface LiveStream {
  siteId: string;
  /** 0 for the whole site. Unknown until its snapshot was read. */
  page: number | null;
  source: number | undefined;
  /** Only sources with these names. */
  rule: SourceRule;
  actor: Actor;
  /** Numbered changes up to this one are in its snapshot. */
  from: number;
  send(event: 'snapshot' | 'change', id: string, data: LiveSnapshot | LiveChange): void;
  close(): void;
}

interface SiteLog {
  streams: Set<LiveStream>;
  /** Every part of the site after `knownSince`. */
  parts: Numbered[];
  knownSince: number;
  forgetAt: NodeJS.Timeout | null;
}

/** What a reader that comes back within a minute can still be told. */
const KEPT_PARTS = 1_000;
const KEPT_MS = 60_000;
const FEED = 5;

/** Tells open streams what changes. */
export interface LiveHub {
  /** From now on changes of the site are kept; call before the snapshot is read. */
  open(stream: LiveStream): void;
  /** Sends what the reader missed since `lastId`. False where that is no longer known. */
  resume(stream: LiveStream, page: number, lastId: string): boolean;
  start(stream: LiveStream, snapshot: Snapshot): void;
  leave(stream: LiveStream): void;
  /** Ends the streams of whoever was signed out or revoked. */
  closeWhere(matches: (actor: Actor) => boolean): void;
  count(): number;
  close(): void;
}

export function makeLiveHub(engine: Engine): LiveHub {
  // Numbers of another run mean nothing: a reader that outlived a restart gets a new snapshot.
  const run = Date.now().toString(36);
  const sites = new Map<string, SiteLog>();
  let n = 0;
  /** With the last change of the reader's snapshot: what was heard of it only afterwards is not told when it comes back. */
  const idOf = (number: number, { from }: LiveStream) => `${run}-${number}-${from}`;
  const watch = () => engine.watch([...sites.keys()]);

  engine.onChange((part) => {
    const site = sites.get(part.siteId);
    if (!site) return;
    const numbered = { n: ++n, part };
    site.parts.push(numbered);
    if (site.parts.length > KEPT_PARTS) site.knownSince = site.parts.shift()?.n ?? n;
    for (const stream of site.streams) tell(stream, numbered, idOf);
  });

  engine.onGap(() => {
    // Whoever comes back gets a snapshot.
    n += 1;
    for (const site of sites.values()) {
      site.parts = [];
      site.knownSince = n;
      for (const stream of site.streams) stream.close();
    }
  });

  const forget = (siteId: string) => {
    if (sites.get(siteId)?.streams.size !== 0) return;
    sites.delete(siteId);
    watch();
  };

  return {
    open(stream) {
      const site = sites.get(stream.siteId);
      if (site) {
        if (site.forgetAt) clearTimeout(site.forgetAt);
        site.forgetAt = null;
        site.streams.add(stream);
      } else {
        // A number of its own: what happened while nobody watched the site was told to nobody.
        n += 1;
        sites.set(stream.siteId, { streams: new Set([stream]), parts: [], knownSince: n, forgetAt: null });
        watch();
      }
    },
    resume(stream, page, lastId) {
      const site = sites.get(stream.siteId);
      const [itsRun, number, from] = lastId.split('-');
      const since = Number(number);
      const isKnown = itsRun === run && site && site.knownSince <= since && since <= n;
      if (!isKnown) return false;
      stream.page = page;
      stream.from = Number(from) || 0;
      for (const numbered of site.parts) if (numbered.n > since) tell(stream, numbered, idOf);
      return true;
    },
    start(stream, { funnel, page, n: last = Number.MAX_SAFE_INTEGER }) {
      stream.page = page;
      const all = (sites.get(stream.siteId)?.parts ?? []).map(({ part }) => part);
      const parts = all.filter((part) => (part.n ?? 0) <= last);
      const feed = parts.toReversed().flatMap((part) => feedOf(stream, part));
      if (last < Number.MAX_SAFE_INTEGER) stream.from = last;
      stream.send('snapshot', idOf(n, stream), { funnel, feed: feed.slice(0, FEED) });
      // Told before the snapshot was there, though made after it.
      for (const part of all) if ((part.n ?? 0) > last) tell(stream, { n, part }, idOf);
    },
    leave(stream) {
      const site = sites.get(stream.siteId);
      if (!site?.streams.delete(stream) || site.streams.size > 0) return;
      site.forgetAt = setTimeout(() => forget(stream.siteId), KEPT_MS);
      site.forgetAt.unref();
    },
    closeWhere(matches) {
      for (const { streams } of sites.values()) {
        for (const stream of streams) if (matches(stream.actor)) stream.close();
      }
    },
    count: () => [...sites.values()].reduce((sum, { streams }) => sum + streams.size, 0),
    close() {
      for (const { streams, forgetAt } of sites.values()) {
        if (forgetAt) clearTimeout(forgetAt);
        for (const stream of streams) stream.close();
      }
    },
  };
}

/** A change that came before the snapshot is in it. */
function tell(
  stream: LiveStream,
  { n, part }: Numbered,
  idOf: (n: number, stream: LiveStream) => string,
): void {
  if (stream.page === null || (part.n ?? Number.MAX_SAFE_INTEGER) <= stream.from) return;
  const changes = part.changes
    .filter((one) => one.page === stream.page && isOf(stream, one.change.source))
    .map((one) => one.change);
  const feed = feedOf(stream, part);
  if (changes.length > 0 || feed.length > 0)
    stream.send('change', idOf(n, stream), { at: part.at, changes, feed });
}

/** Newest first. */
function feedOf(stream: LiveStream, part: LivePart) {
  return part.feed
    .filter(({ pages, happening }) => pages.includes(stream.page ?? 0) && isOf(stream, happening.source))
    .map(({ happening }) => happening)
    .reverse();
}

function isOf({ source, rule }: LiveStream, label: SourceLabel): boolean {
  return (source === undefined || label.id === source) && matchesSource(rule, label);
}
