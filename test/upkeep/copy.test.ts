import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import { testConfig } from '../server/testServer.ts';
import { ENGINE, newDatabase } from '../setup/database.ts';
import { movedTo, newFolder, openOn, runDb, sell } from './command.ts';

// Each command is a process of its own, which a busy machine takes seconds to start.
vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(ENGINE === 'sqlite')('moving to PostgreSQL', () => {
  test('takes everything along, sums compared; a server goes on there', async () => {
    const path = join(newFolder(), 'data.db');
    const open = await openOn(path);
    for (let n = 0; n < 20; n += 1) await sell(open);
    const target = await newDatabase();
    onTestFinished(target.remove);
    const words = ['copy', `sqlite:${path}`, target.url];
    const running = await runDb(words, '');
    expect([running.code, running.complained]).toEqual([1, expect.stringContaining('stop it first')]);
    const funnel = await open.shop.owner.get<Funnel>(`/v1/sites/${open.shop.site.id}/funnel`);
    await open.server.close();

    const done = await runDb(words, '');
    expect(done).toMatchObject({ code: 0, complained: '' });
    expect(done.said).toMatch(/^redemptions: 20 rows, \d+ columns compared$/m);
    const again = await runDb(words, '');
    expect([again.code, again.complained]).toEqual([1, expect.stringContaining('The target is not empty')]);
    expect(await runDb(['verify'], target.url)).toMatchObject({ code: 0 });

    const server = await serve({ config: testConfig({ databaseUrl: target.url }) });
    onTestFinished(() => server.close());
    expect(await newOwnerSecret(server, Date)).toBeNull();
    const owner = movedTo(server.url, open.shop.owner);
    const moved = await owner.get<Funnel>(`/v1/sites/${open.shop.site.id}/funnel`);
    expect(moved).toEqual({ ...funnel, at: moved.at });
    await sell({ server, shop: { ...open.shop, till: movedTo(server.url, open.shop.till) } });
  });

  test.skipIf(process.env.TEST_CITUS_URL)(
    'without Citus nothing is distributed, and it says why',
    async () => {
      const target = await newDatabase();
      onTestFinished(target.remove);
      const { code, complained } = await runDb(['distribute'], target.url);
      expect([code, complained]).toEqual([1, expect.stringContaining('has no Citus')]);
    },
  );
});

test.each([
  [['copy', 'postgres://localhost/a', 'sqlite:b.db'], 'from sqlite:PATH to postgres://'],
  [['distribute'], 'set DATABASE_URL to the coordinator'],
])('%j on the embedded engine says what it wants', async (words, sentence) => {
  const { code, complained } = await runDb(words, 'sqlite:nowhere.db');
  expect([code, complained]).toEqual([1, expect.stringContaining(sentence)]);
});
