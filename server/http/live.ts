import type { ServerResponse } from 'node:http';
import { Type } from 'typebox';
import { FunnelQuery } from '../../shared/wire/funnel.ts';
import { ruleOfQuery } from '../domain/sourceQuery.ts';
import type { App } from './app.ts';
import type { Deps } from './deps.ts';
import type { LiveStream } from './liveHub.ts';
import { sendProblem } from './problems.ts';

const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for so many bytes is cut off; it comes back and gets a snapshot. */
const MAX_UNREAD_BYTES = 1_000_000;
const MAX_STREAMS = 5_000;

/** `GET …/live`: Server-Sent Events: a snapshot, then differences. */
export function liveRoutes(app: App, deps: Deps): void {
  const { engine, hub, clock } = deps;
  app.get(
    '/v1/sites/:site/live',
    {
      config: { access: 'site:reader' },
      exposeHeadRoute: false,
      schema: {
        tags: ['numbers'],
        summary: 'A funnel live, as Server-Sent Events',
        params: Type.Object({ site: Type.String() }),
        querystring: FunnelQuery,
      },
    },
    async (request, reply) => {
      if (hub.count() >= MAX_STREAMS)
        return sendProblem(reply, { code: 'busy', detail: 'Too many live streams.' });
      const { raw } = reply;
      const { site: siteId } = request.params;
      const { query, actor } = request;
      const rule = ruleOfQuery(query);
      const stream = makeStream(raw, { siteId, source: query.source, rule, actor });
      hub.open(stream);
      // From the first moment on: who is gone before the snapshot was read is not coming back for it.
      raw.on('close', () => hub.leave(stream));
      const snapshot = await engine.snapshot({ siteId, query, now: clock.now() });
      if (!snapshot.ok) return sendProblem(reply, snapshot.failure);
      reply.hijack();
      if (raw.destroyed) return;
      beginStream(raw);
      const lastId = request.headers['last-event-id'];
      const resumed = typeof lastId === 'string' && hub.resume(stream, snapshot.value.page, lastId);
      if (resumed) raw.write(': resumed\n\n');
      else hub.start(stream, snapshot.value);
    },
  );
}

function makeStream(
  raw: ServerResponse,
  reader: Pick<LiveStream, 'siteId' | 'source' | 'rule' | 'actor'>,
): LiveStream {
  return {
    ...reader,
    page: null,
    from: 0,
    send(event, id, data) {
      if (raw.writableEnded) return;
      if (raw.writableLength > MAX_UNREAD_BYTES) raw.destroy();
      else raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    // One that has not begun cannot end in order, and who does not read would never hear of the end.
    close: () => void (raw.headersSent && raw.writableLength === 0 ? raw.end() : raw.destroy()),
  };
}

/** Sends the head of a stream, and keeps proxies from closing it. */
function beginStream(raw: ServerResponse): void {
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    // A proxy that compresses would hold events back until it has a block of them.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  const beat = setInterval(() => {
    if (!raw.writableEnded) raw.write(': still here\n\n');
  }, HEARTBEAT_MS);
  raw.on('close', () => clearInterval(beat));
}
