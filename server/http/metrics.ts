import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What operators watch, as Prometheus text. */
export interface Metrics {
  registry: Registry;
  beacons: Counter<'outcome'>;
  events: Counter;
  redemptions: Counter<'outcome'>;
  collectSeconds: Histogram;
}

export interface MetricSources {
  waiting(): number;
  streams(): number;
  /** Rows that upkeep dropped since the start, by what they were. */
  dropped(): ReadonlyMap<string, number>;
}

export function makeMetrics({ waiting, streams, dropped }: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'backstamp_store_waiting',
    help: 'Jobs that wait for the store',
    registers,
    collect() {
      this.set(waiting());
    },
  });
  new Gauge({
    name: 'backstamp_live_streams',
    help: 'Open live streams',
    registers,
    collect() {
      this.set(streams());
    },
  });
  new Counter({
    name: 'backstamp_dropped_rows_total',
    help: 'Rows that retention dropped, by what they were; of journeys also those that only got smaller',
    labelNames: ['what'],
    registers,
    collect() {
      this.reset();
      for (const [what, rows] of dropped()) this.inc({ what }, rows);
    },
  });
  return {
    registry,
    beacons: new Counter({
      name: 'backstamp_beacons_total',
      help: 'Beacons by outcome: accepted, or the code of their problem',
      labelNames: ['outcome'],
      registers,
    }),
    events: new Counter({ name: 'backstamp_events_total', help: 'Events that were new', registers }),
    redemptions: new Counter({
      name: 'backstamp_redemptions_total',
      help: 'Redemptions by outcome: redeemed, or the refusal',
      labelNames: ['outcome'],
      registers,
    }),
    collectSeconds: new Histogram({
      name: 'backstamp_collect_seconds',
      help: 'From a beacon’s arrival to its answer after commit',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  };
}
