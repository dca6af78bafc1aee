import type { Engine } from '../engine/engine.ts';
import { hashSecret } from './secrets.ts';

/** The most callers that are remembered for a route. */
const MAX_CALLERS = 5_000;

interface Count {
  startedAt: number;
  /** What the database said last, with what it was being told since. */
  known: number;
  untold: number;
  isTelling: boolean;
}

interface Options {
  /** Under which name it is counted together with other servers. */
  shared?: string;
  routeInfo?: { url?: string };
}

type Counted = (error: Error | null, result: { current: number; ttl: number }) => void;

/**
 * Where rate limits are counted when several servers share a database. A server counts by itself, so that nobody
 * waits, and for routes where someone could guess tells the database and hears what others have seen: whoever tries
 * at all servers at once gets some milliseconds' tries more than one server would allow.
 */
export function sharedLimits(engine: Pick<Engine, 'write'>, clock: { now(): number } = Date) {
  return class SharedLimits {
    readonly #counts = new Map<string, Count>();
    readonly #options: Options;

    constructor(options: object) {
      this.#options = options;
    }

    incr(caller: string, counted: Counted, timeWindow: number, max: number): void {
      const now = clock.now();
      const startedAt = Math.floor(now / timeWindow) * timeWindow;
      const count = this.#countOf(caller, startedAt);
      count.untold += 1;
      counted(null, { current: count.known + count.untold, ttl: startedAt + timeWindow - now });
      if (this.#options.shared) void this.#tell(caller, count, 2 * max);
    }

    child(options: object): SharedLimits {
      return new SharedLimits(options);
    }

    #countOf(caller: string, startedAt: number): Count {
      const old = this.#counts.get(caller);
      const count = old?.startedAt === startedAt ? old : { startedAt, known: 0, untold: 0, isTelling: false };
      // Behind those that were seen longer ago.
      this.#counts.delete(caller);
      this.#counts.set(caller, count);
      if (this.#counts.size > MAX_CALLERS) this.#counts.delete(this.#counts.keys().next().value ?? '');
      return count;
    }

    /** One after another: what comes meanwhile goes along the next time. */
    async #tell(caller: string, count: Count, most: number): Promise<void> {
      if (count.isTelling) return;
      count.isTelling = true;
      const { shared, routeInfo } = this.#options;
      // Addresses are not kept, not even for a minute.
      const key = hashSecret(`${shared} ${routeInfo?.url} ${caller}`);
      // Whoever is far beyond the limit need not be written down any more.
      while (count.untold > 0 && count.known <= most) {
        const n = count.untold;
        count.untold = 0;
        count.known += n;
        const total = await engine
          .write('countTries', { key, startedAt: count.startedAt, n })
          .catch(() => null);
        if (total === null) break;
        count.known = total;
      }
      count.isTelling = false;
    }
  };
}
