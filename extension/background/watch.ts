import { applyChange } from '../../shared/funnelChange.ts';
import type { LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';
import type { Status, ToOverlay } from '../messages.ts';
import { type SourceNames, subjectQuery } from '../placements/sourceNames.ts';
import { backoffMs } from './backoff.ts';
import type { Snapshots } from './snapshots.ts';
import { readStream, type StreamEvent } from './stream.ts';

/** What one stream of one server tells about: a page of a site over some days, or the site by its sources. */
export interface Subject {
  address: string;
  token: string;
  site: string;
  /** null: the whole site. */
  page: string | null;
  from: string;
  to: string;
  /** Only visitors of this source; null: all. */
  source: number | null;
  /** Only sources with these names: a placement's. */
  names: SourceNames;
}

export interface WatchDeps {
  snapshots: Snapshots;
  /** Whether the extension may talk to the server at all. */
  mayReach: (address: string) => Promise<boolean>;
  onSignedOut: (subject: Subject) => void;
  silenceMs?: number;
}

export type Listener = (message: ToOverlay) => void;

const SILENCE_MS = 40_000;
const KEEP_AFTER_MS = 1_000;

/** Two overlays that show the same share one stream. */
export function watchKey({ address, site, page, from, to, source, names }: Subject): string {
  const named = Object.keys(names).length === 0 ? [] : [JSON.stringify(names)];
  return [address, site, page, from, to, ...(source === null ? [] : [source]), ...named].join('\n');
}

/** One stream, kept open while anyone listens, with the numbers that it has told so far. */
export class Watch {
  readonly subject: Subject;
  readonly #deps: WatchDeps;
  readonly #listeners = new Set<Listener>();
  readonly #stop = new AbortController();
  #connection = new AbortController();
  #snapshot: LiveSnapshot | null = null;
  #lastEventId: string | null = null;
  #status: Status = { kind: 'connecting', contactAt: null };
  #attempt = 0;
  #retryNow: () => void = () => undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(subject: Subject, deps: WatchDeps) {
    this.subject = subject;
    this.#deps = deps;
  }

  /** Tells a new listener at once what is known, and then whatever comes. */
  add(listener: Listener): void {
    this.#listeners.add(listener);
    listener({ kind: 'status', status: this.#status });
    if (this.#snapshot) listener({ kind: 'snapshot', snapshot: this.#snapshot });
  }

  /** True where nobody listens any more. */
  remove(listener: Listener): boolean {
    this.#listeners.delete(listener);
    return this.#listeners.size === 0;
  }

  stop(): void {
    this.#stop.abort();
    this.#retryNow();
    clearTimeout(this.#keepTimer);
    if (this.#keepTimer !== undefined) void this.#keep();
  }

  /** Leave has been taken back, perhaps for this server: a stream that is open would go on without it. */
  async recheck(): Promise<void> {
    if (!(await this.#deps.mayReach(this.subject.address))) this.#connection.abort();
  }

  /** Something has changed that may let it through: try without waiting out the pause. */
  retry(): void {
    this.#attempt = 0;
    this.#retryNow();
  }

  async run(): Promise<void> {
    await this.#restore();
    while (!this.#stop.signal.aborted) {
      const end = await this.#connect();
      if (this.#stop.signal.aborted) return;
      this.#setStatus(end);
      if (end === 'signedOut') this.#deps.onSignedOut(this.subject);
      await this.#pause(end === 'offline' ? backoffMs(this.#attempt++, Math.random()) : null);
    }
  }

  async #restore(): Promise<void> {
    const kept = await this.#deps.snapshots.read(watchKey(this.subject)).catch(() => undefined);
    if (!kept) return;
    this.#snapshot = kept.snapshot;
    this.#lastEventId = kept.lastEventId;
    this.#status = { kind: 'connecting', contactAt: kept.at };
    this.#tell({ kind: 'status', status: this.#status });
    this.#tell({ kind: 'snapshot', snapshot: kept.snapshot });
  }

  async #connect(): Promise<Status['kind']> {
    const { address, token, site } = this.subject;
    if (!(await this.#deps.mayReach(address))) return 'noPermission';
    this.#connection = new AbortController();
    const end = await readStream({
      url: `${address}/v1/sites/${encodeURIComponent(site)}/live?${subjectQuery(this.subject)}`,
      token,
      lastEventId: this.#lastEventId,
      signal: AbortSignal.any([this.#stop.signal, this.#connection.signal]),
      silenceMs: this.#deps.silenceMs ?? SILENCE_MS,
      onContact: () => this.#contact(),
      onEvent: (event) => this.#take(event),
    });
    if (this.#connection.signal.aborted) return 'noPermission';
    return end === 'signedOut' || end === 'noAccess' ? end : 'offline';
  }

  #contact(): void {
    this.#attempt = 0;
    this.#status = { ...this.#status, contactAt: Date.now() };
    // A resumed stream may have nothing new to tell: hearing from it is enough, once there are numbers.
    if (this.#snapshot) this.#setStatus('live');
  }

  #take({ id, type, data }: StreamEvent): void {
    // First, so that the overlay draws numbers and state as one.
    this.#setStatus('live');
    if (type === 'snapshot') {
      this.#snapshot = JSON.parse(data) as LiveSnapshot;
      this.#tell({ kind: 'snapshot', snapshot: this.#snapshot });
    } else if (type === 'change' && this.#snapshot) {
      const change = JSON.parse(data) as LiveChange;
      this.#snapshot = applyChange(this.#snapshot, change);
      this.#tell({ kind: 'change', change });
    }
    if (id !== null) this.#lastEventId = id;
    this.#keepTimer ??= setTimeout(() => void this.#keep(), KEEP_AFTER_MS);
  }

  async #keep(): Promise<void> {
    this.#keepTimer = undefined;
    if (!this.#snapshot) return;
    const { address } = this.subject;
    await this.#deps.snapshots
      .keep({
        key: watchKey(this.subject),
        address,
        snapshot: this.#snapshot,
        lastEventId: this.#lastEventId,
        at: this.#status.contactAt ?? Date.now(),
      })
      // A full or forbidden disk costs the numbers of the next start, not these.
      .catch(() => undefined);
  }

  #setStatus(kind: Status['kind']): void {
    if (this.#status.kind === kind) return;
    this.#status = { kind, contactAt: this.#status.contactAt };
    this.#tell({ kind: 'status', status: this.#status });
  }

  #tell(message: ToOverlay): void {
    for (const listener of this.#listeners) listener(message);
  }

  /** Waits for so long, or, where only a change from outside can help (null), until somebody says retry. */
  async #pause(ms: number | null): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#retryNow = resolve;
      if (ms !== null) setTimeout(resolve, ms);
    });
  }
}
