import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type HttpClient, makeHttpClient } from '../../server/httpClient.ts';
import { type Server, serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import { beacon, event } from '../server/journeys.ts';
import { type ShopSetup, sendBeacon, setUpShop, testConfig } from '../server/testServer.ts';

/** `npm run db -- …` in a process of its own, as an operator runs it. */
export async function runDb(
  words: readonly string[],
  databaseUrl: string,
): Promise<{ code: number | null; said: string; complained: string }> {
  const script = join(import.meta.dirname, '../../server/db/run.ts');
  const child = spawn(process.execPath, [script, ...words], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const texts = { said: '', complained: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    texts.said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    texts.complained += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

/** A folder that goes with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A listening server with a shop on an embedded database, whatever engine the other tests use. */
export async function openOn(path: string): Promise<{ server: Server; shop: ShopSetup }> {
  const server = await serve({ config: testConfig({ databaseUrl: `sqlite:${path}` }) });
  const secret = await newOwnerSecret(server, Date);
  return { server, shop: await setUpShop(server.url, secret ?? '') };
}

let sold = 0;

/** Someone comes, clicks, gets a code and buys. */
export async function sell({ server, shop }: { server: Server; shop: ShopSetup }): Promise<string> {
  sold += 1;
  const now = Date.now();
  const answer = await sendBeacon(
    server.url,
    beacon(shop.site.id, `visitor-${sold}`, [
      event('view', `/sofas?utm_source=weibo&utm_campaign=autumn-${sold % 5}`, now),
      event('click', '/sofas', now, { position: `banner-${sold % 3}`, label: 'a \0 in a label' }),
      event('ask', '/sofas', now),
    ]),
  );
  const code = answer.coupon?.code ?? '';
  const order = { code, order: `order-${sold}`, amountMinor: 12_345 + sold };
  await shop.till.post(`/v1/sites/${shop.site.id}/redemptions`, order, { 'idempotency-key': order.order });
  return code;
}

/** The same person or till, on another server with the same data. */
export function movedTo(url: string, client: HttpClient): HttpClient {
  const moved = makeHttpClient(url);
  for (const [name, value] of client.cookies) moved.cookies.set(name, value);
  return moved;
}
