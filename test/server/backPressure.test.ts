import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { openEngine } from '../../server/engine/open.ts';
import type { App } from '../../server/http/app.ts';
import type { Problem } from '../../shared/wire/problem.ts';
import { newDatabase, type TestDatabase } from '../setup/database.ts';
import { beacon, event } from './journeys.ts';
import { BROWSER, SHOP, testConfig } from './testServer.ts';

/** Far more than may wait. */
const SENT = 5_600;
const MOST_WAITING = 5_001;

/** The real engine behind a disk that stands still until it is let go. */
function onSlowDisk(engine: Engine) {
  const gate = Promise.withResolvers<void>();
  let held = 0;
  const slow: Engine = {
    ...engine,
    async collect(input) {
      held += 1;
      await gate.promise;
      held -= 1;
      return engine.collect(input);
    },
    waiting: () => held + engine.waiting(),
  };
  return { slow, letGo: () => gate.resolve() };
}

describe('while the disk is slower than the network', () => {
  let folder: string;
  let database: TestDatabase;
  let engine: Engine;
  let app: App;
  let letGo: () => void;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'backstamp-test-'));
    const config = testConfig();
    database = await newDatabase();
    engine = await openEngine(database.url, config.limits);
    const disk = onSlowDisk(engine);
    letGo = disk.letGo;
    app = await buildApp({ engine: disk.slow, clock: Date, config, dist: folder });
  });
  afterAll(async () => {
    await app.close();
    await engine.close();
    await database.remove();
    rmSync(folder, { recursive: true });
  });

  const send = async (n: number) => {
    const answer = app.inject({
      method: 'POST',
      url: '/v1/collect',
      headers: { origin: SHOP, 'content-type': 'text/plain', 'user-agent': BROWSER },
      payload: JSON.stringify(beacon('nosuchsite', `visitor-${n}`, [event('view', '/', Date.now())])),
    });
    const { statusCode, headers, body } = await answer;
    return { statusCode, retryAfter: headers['retry-after'], code: (JSON.parse(body) as Problem).code };
  };

  it('takes no more than so many beacons, tells the others when to come back, and answers those it took', async () => {
    const answers: ReturnType<typeof send>[] = [];
    let refused = 0;
    for (let n = 0; n < SENT; n += 1) {
      const answer = send(n);
      answers.push(answer);
      void answer.then(({ statusCode }) => {
        if (statusCode === 503) refused += 1;
      });
    }
    await expect.poll(() => refused, { timeout: 15_000 }).toBe(SENT - MOST_WAITING);
    letGo();
    const all = await Promise.all(answers);
    const busy = all.filter(({ statusCode }) => statusCode === 503);
    expect(busy).toHaveLength(SENT - MOST_WAITING);
    expect(busy.every(({ code, retryAfter }) => code === 'busy' && Number(retryAfter) > 0)).toBe(true);
    // Decided by the worker, one by one: none of those that waited was forgotten.
    expect(all.filter(({ code }) => code === 'unknownSite')).toHaveLength(MOST_WAITING);
  });

  it('takes beacons again once the disk has caught up', async () => {
    expect(engine.waiting()).toBe(0);
    expect((await send(SENT)).code).toBe('unknownSite');
  });
});
