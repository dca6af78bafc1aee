import { defineConfig } from 'vitest/config';

/** What touches data: every one of these runs on both engines, except what is about one of them. */
const DATA = [
  'test/server/**/*.test.ts',
  'test/store/**/*.test.ts',
  'test/upkeep/**/*.test.ts',
  'test/faults/**/*.test.ts',
];
/** How the embedded engine goes about a query. */
const SQLITE_ONLY = ['test/store/plans.test.ts', 'test/upkeep/{backlog,db,upkeep}.test.ts'];
/** Nine thousand requests one after another show nothing of an engine that its history's import does not show too. */
const LONG = ['test/server/completeJourney.test.ts'];
/** Of the above, what needs no database at all. */
const PURE = [
  'test/server/config.test.ts',
  'test/server/demo/{fakeServer,run,seed,shoppers}.test.ts',
  'test/server/liveHub.test.ts',
  'test/server/network.test.ts',
  'test/server/sharedLimits.test.ts',
  'test/store/{journeyState,notices,together}.test.ts',
];
const BROWSER = ['test/**/*.browser.test.ts'];
/** From the click to the till, through browsers: on both engines. */
const LOOP = ['test/e2e/**/*.browser.test.ts'];
/** Beside each other only: a browser that has to wait for the processor is tried once more, what is broken fails twice. */
const IN_BROWSERS = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  maxWorkers: 2,
  retry: 1,
  sequence: { groupOrder: 1 },
};
/** A server that is measured has the machine to itself: after all others. */
const MEASURED = ['test/soak/**/*.test.ts'];

/** `ENGINES=sqlite npm test` leaves the other engine's half out, and `ENGINES=postgres` the embedded one's. */
const engines = (process.env.ENGINES ?? 'sqlite,postgres').split(',').map((name) => name.trim());
const unknown = engines.filter((name) => name !== 'sqlite' && name !== 'postgres');
if (unknown.length > 0) throw new Error(`ENGINES holds ${unknown.join()}: name sqlite, postgres or both.`);
/** On a cluster making a database takes long, and each statement a way to another node. */
const TIMES = process.env.TEST_CITUS_URL
  ? { testTimeout: 240_000, hookTimeout: 300_000, maxWorkers: 2 }
  : { testTimeout: 20_000, hookTimeout: 30_000 };
const isOn = (engine: string) => engines.includes(engine);

/** `*.test.ts` run in Node; `*.browser.test.ts` drive real browsers against real builds, two at a time. */
export default defineConfig({
  test: {
    // Most of a test's time is waiting for a disk, a browser or a timer: two cores keep three files going.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...BROWSER, ...MEASURED, ...(isOn('sqlite') ? [] : DATA)],
          testTimeout: 20_000,
        },
      },
      ...(isOn('postgres')
        ? [
            {
              test: {
                name: 'postgres',
                include: DATA,
                exclude: [...BROWSER, ...SQLITE_ONLY, ...LONG, ...PURE],
                globalSetup: ['test/setup/postgres.ts'],
                env: { TEST_ENGINE: 'postgres' },
                ...TIMES,
              },
            },
            {
              test: {
                name: 'browser-postgres',
                include: LOOP,
                globalSetup: ['test/setup/builds.ts', 'test/setup/postgres.ts'],
                env: { TEST_ENGINE: 'postgres' },
                ...IN_BROWSERS,
              },
            },
          ]
        : []),
      ...(isOn('sqlite')
        ? [{ test: { name: 'measured', include: MEASURED, sequence: { groupOrder: 2 } } }]
        : []),
      {
        test: {
          name: 'browser',
          include: BROWSER,
          exclude: isOn('sqlite') ? [] : LOOP,
          globalSetup: ['test/setup/builds.ts'],
          ...IN_BROWSERS,
        },
      },
    ],
  },
});
