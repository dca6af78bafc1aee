import type { Config } from '../config.ts';
import type { Engine } from '../engine/engine.ts';
import type { Downloads } from './downloads.ts';
import type { LiveHub } from './liveHub.ts';
import type { Metrics } from './metrics.ts';
import type { Uploads } from './upload.ts';

/** What the routes are built on. */
export interface Deps {
  engine: Engine;
  clock: Clock;
  config: Config;
  /** Where browsers reach this server, without a slash at the end. */
  publicUrl(): string;
  /** The folder of built pages and the built tag. */
  dist: string;
  hub: LiveHub;
  /** The demo shop's site, where there is one. */
  demoSite(): string | null;
  metrics: Metrics;
  uploads: Uploads;
  downloads: Downloads;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}
