import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Funnel } from '../../shared/wire/funnel.ts';
import { openSpendDesk, type SpendDesk, table } from './spendDesk.ts';

let desk: SpendDesk;
beforeAll(async () => {
  desk = await openSpendDesk();
});
afterAll(() => desk.close());

test('what a server that stopped had begun never counts, and is swept away later', async () => {
  await desk.freshSite();
  const { engine, clock } = desk.office;
  const siteId = desk.site.id;
  const sum = { clicks: 1, impressions: 1, costMinor: 100 };
  const part = { day: 20261118, platform: 'google', kind: 'media' as const, ...sum };
  const given = { siteId, fileName: 'x', hash: 'x', userId: 'x', rows: 1, parts: [part] };
  const begun = await engine.write('beginSpend', { ...given, now: clock.at });
  const importId = begun.ok ? begun.value.id : '';
  const names = { source: 'google', medium: null, campaign: null, content: null, term: null };
  const line = { line: 2, isRounded: false, day: 20261118, kind: 'media' as const, ...names, ...sum };
  await engine.write('addSpend', { siteId, importId, lines: [line] });
  await desk.bring(table('2026-11-17,google,cpc,autumn,,,1,1,1,media'));
  expect((await desk.spent()).total.costMinor).toBe(100);

  clock.at += 2 * 3_600_000;
  await desk.bring(table('2026-11-16,google,cpc,autumn,,,1,1,1,media'));
  const late = await engine.write('addSpend', { siteId, importId, lines: [line] });
  expect(late).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  expect((await desk.spent()).total.costMinor).toBe(200);
});

test('clicks are the first step of the site’s funnel, of one source too', async () => {
  await desk.freshSite();
  const funnel = (query = '') =>
    desk.office.get<Funnel>(
      desk.owner,
      `/v1/sites/${desk.site.id}/funnel?from=2026-11-18&to=2026-11-19${query}`,
    );
  expect(await funnel()).not.toHaveProperty('clicks');
  await desk.bring(
    table(
      '2026-11-17,google,cpc,autumn,,,100,1,1,media',
      '2026-11-18,google,cpc,autumn,,,7,1,1,media',
      '2026-11-19,weibo,social,autumn,,,5,1,1,media',
    ),
  );
  expect((await funnel()).clicks).toBe(12);
  expect((await funnel('&utmSource=google')).clicks).toBe(7);
  expect(await funnel('&utmSource=baidu')).not.toHaveProperty('clicks');
  expect(await funnel('&page=/sofas')).not.toHaveProperty('clicks');
});
