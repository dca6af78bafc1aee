/** One request, as the process that sends the load is told of it. */
export interface Call {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Load {
  port: number;
  concurrency: number;
  seconds: number;
  /** Requests a second at most; without it as many as are answered. */
  perSecond?: number;
  /** Which requests: calls that are given, or beacons of the mix made by the loading process itself. */
  source:
    | { type: 'calls'; calls: Call[] }
    | { type: 'beacons'; site: string; events: number; count: number; seed: number };
}

/** What was answered. Latencies in milliseconds. */
export interface LoadResult {
  answered: number;
  seconds: number;
  statuses: Record<string, number>;
  p50: number;
  p95: number;
  p99: number;
  /** A few answers that were not of the 200s, to tell what went wrong. */
  examples: string[];
}

export type ToLoader = { type: 'prepare'; load: Load } | { type: 'go' };
export type FromLoader = { type: 'ready' } | { type: 'prepared' } | { type: 'done'; result: LoadResult };
