import { afterEach, expect, test } from 'vitest';
import { openServer, type TestServer } from './testServer.ts';

let server: TestServer;
afterEach(() => server.close());

const TOKEN = 'a token for Prometheus';
const metrics = (headers: Record<string, string> = {}) => fetch(`${server.url}/metrics`, { headers });

test('metrics are for this machine, and not for what a proxy passes on', async () => {
  server = await openServer();
  const here = await metrics();
  expect(here.status).toBe(200);
  expect(await here.text()).toContain('backstamp_beacons_total');
  expect((await metrics({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
});

test('with a token they are for whoever sends it', async () => {
  server = await openServer({ config: { metricsToken: TOKEN } });
  expect((await metrics()).status).toBe(403);
  expect((await metrics({ authorization: 'Bearer wrong' })).status).toBe(403);
  expect((await metrics({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.7' })).status).toBe(
    200,
  );
});
