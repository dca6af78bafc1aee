import { Type } from 'typebox';
import { FunnelQuery } from '../../shared/wire/funnel.ts';
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
      const lastId = request.headers['last-event-id'];
      const { site: siteId } = request.params;
      const stream: LiveStream = {
        siteId,
        page: null,
        source: request.query.source,
        actor: request.actor,
        send: (event, id, data) => {
          if (reply.raw.writableLength > MAX_UNREAD_BYTES) reply.raw.destroy();
          else reply.raw.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        },
        close: () => reply.raw.end(),
      };
      hub.open(stream);
      const snapshot = await engine.snapshot({ siteId, query: request.query, now: clock.now() });
      if (!snapshot.ok) {
        hub.leave(stream);
        return sendProblem(reply, snapshot.failure);
      }
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const beat = setInterval(() => reply.raw.write(': still here\n\n'), HEARTBEAT_MS);
      reply.raw.on('close', () => {
        clearInterval(beat);
        hub.leave(stream);
      });
      const resumed = typeof lastId === 'string' && hub.resume(stream, snapshot.value.page, lastId);
      if (resumed) reply.raw.write(': resumed\n\n');
      else hub.start(stream, snapshot.value);
    },
  );
}
