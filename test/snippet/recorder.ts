import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Compile } from 'typebox/compile';
import { Beacon, type PageCoupon, type TagEvent } from '../../shared/wire/beacon.ts';

const isBeacon = Compile(Beacon);
const TAG = new URL('../../dist/tag.js', import.meta.url);
const PATIENCE_MS = 15_000;

export const COUPON: PageCoupon = {
  code: '0123456ZX',
  offer: '10 % off sofas',
  expiresAt: Date.UTC(2099, 0, 31, 12),
  store: { name: 'Mitte', phone: '+49 30 123', address: 'Torstraße 1' },
};

export interface Answer {
  status?: number;
  delayMs?: number;
  coupon?: PageCoupon | null;
}

interface Served {
  body: string;
  headers?: Record<string, string>;
}

/** What came in, and what to answer. */
export interface Recorder {
  /** An address on the shop's own origin. */
  url(path: string): string;
  /** The address of the tag, on another origin. */
  tag: string;
  beacons: Beacon[];
  pages: Record<string, string | Served>;
  answer(beacon: Beacon): Answer;
  /** Each event once, by its id, as the server counts. */
  events<Type extends TagEvent['type']>(type: Type): Extract<TagEvent, { type: Type }>[];
  /** Resolves as soon as so many events of a type have come. */
  came(type: TagEvent['type'], count?: number): Promise<void>;
  /** The addresses that were asked for, tag and beacons aside. */
  requested: string[];
  until(what: string, check: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/**
 * A shop and a Backstamp server in one: it serves fixtures, and takes beacons only if they are as the wire
 * schema says. The shop is at 127.0.0.1, the tag and its beacons at localhost: two origins, as in life.
 */
export async function startRecorder(): Promise<Recorder> {
  const watchers = new Set<() => void>();
  const invalid: string[] = [];
  const server = createServer((request, response) => {
    void serve(recorder, request, response, invalid).then(() => {
      for (const watch of watchers) watch();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const recorder: Recorder = {
    url: (path) => `http://127.0.0.1:${port}${path}`,
    tag: `http://localhost:${port}/tag.js`,
    beacons: [],
    pages: {},
    requested: [],
    answer: (beacon) => (beacon.events.some(({ type }) => type === 'ask') ? { coupon: COUPON } : {}),
    events: (type) => {
      const byId = new Map(
        recorder.beacons.flatMap(({ events }) => events).map((event) => [event.id, event]),
      );
      return [...byId.values()].filter((event) => event.type === type) as never;
    },
    came: (type, count = 1) =>
      recorder.until(`${count} × ${type}`, () => recorder.events(type).length >= count),
    until: (what, check) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(watch);
          reject(new Error(`Waited in vain for ${what}. Came: ${JSON.stringify(recorder.beacons)}`));
        }, PATIENCE_MS);
        function watch() {
          if (invalid.length) reject(new Error(`Not a beacon: ${invalid.join()}`));
          else if (!check()) return;
          else resolve();
          clearTimeout(timer);
          watchers.delete(watch);
        }
        watchers.add(watch);
        watch();
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return recorder;
}

async function serve(
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
  invalid: string[],
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  response.setHeader('access-control-allow-origin', '*');
  recorder.requested.push(request.url ?? '');
  if (request.method === 'POST') return collect(recorder, request, response, invalid);
  if (path.endsWith('.svg')) {
    response.setHeader('content-type', 'image/svg+xml');
    response.end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    return;
  }
  const page = recorder.pages[path];
  if (page === undefined && path.endsWith('.js')) {
    response.setHeader('content-type', 'text/javascript');
    response.end(readFileSync(TAG));
    return;
  }
  const served = typeof page === 'string' ? { body: page } : page;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  for (const [name, value] of Object.entries(served?.headers ?? {})) response.setHeader(name, value);
  response.statusCode = served ? 200 : 404;
  response.end(served?.body ?? '');
}

async function collect(
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
  invalid: string[],
): Promise<void> {
  let text = '';
  for await (const chunk of request) text += chunk;
  const beacon: unknown = JSON.parse(text);
  if (!isBeacon.Check(beacon) || text.length > 65_536) {
    invalid.push(text.slice(0, 2000));
    response.writeHead(400).end('{}');
    return;
  }
  const { status = 202, delayMs = 0, coupon } = recorder.answer(beacon);
  if (delayMs) await pause(delayMs);
  if (status < 300) recorder.beacons.push(beacon);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ accepted: beacon.events.length, ...(coupon === undefined ? {} : { coupon }) }),
  );
}

/** A page of the shop with the tag in it. */
export function page(recorder: Recorder, body: string, attributes = '', head = ''): string {
  return `<!doctype html><html lang="en"><head><title>Shop</title>${head}
<script defer src="${recorder.tag}" data-site="s1" ${attributes}></script></head><body>${body}</body></html>`;
}
