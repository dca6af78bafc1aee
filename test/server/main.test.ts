import { once } from 'node:events';
import net from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { serve } from '../../server/main.ts';
import { newDatabase } from '../setup/database.ts';
import { testConfig } from './testServer.ts';

const database = await newDatabase();
afterAll(() => database.remove());

/** What keeps this process alive: each of the store's threads is one. */
const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

test('a server that stops does not wait for connections on which nothing was asked', async () => {
  const server = await serve({ config: testConfig({ databaseUrl: database.url }) });
  const accepted = once(server.app.server, 'connection');
  const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
  await accepted;
  const closed = once(socket, 'close');
  await server.close();
  await closed;
}, 5_000);

test('a server that finds its port taken lets go of its store', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as net.AddressInfo;
  const before = threads();
  const taken = serve({ config: testConfig({ databaseUrl: database.url, port }) });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  expect(threads()).toBe(before);
  other.close();
});
