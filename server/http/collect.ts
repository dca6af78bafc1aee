import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { BEACON_MAX_BYTES, BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { Deps } from './deps.ts';
import { networkOf } from './network.ts';
import { Refuse, sendProblem } from './problems.ts';

/** Beyond so many waiting jobs the disk is slower than the network: better to say so than to queue. */
const MAX_WAITING = 5_000;

const NO_RATE_HEADERS = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
};

/** `POST /v1/collect`: this thread looks at size and type; everything else is the worker's. */
export function collectRoutes(app: FastifyInstance, deps: Deps): void {
  const { engine, clock, config, metrics } = deps;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // sendBeacon can send text/plain without asking first; JSON is the same bytes by another name.
    scope.addContentTypeParser(
      ['text/plain', 'application/json'],
      { parseAs: 'buffer', bodyLimit: BEACON_MAX_BYTES },
      (_request, body, done) => done(null, body),
    );
    // A callback: a promise for every beacon would be garbage for every beacon.
    scope.addHook('onSend', (_request, reply, _payload, done) => {
      reply.header('access-control-allow-origin', '*');
      done();
    });
    const rateLimit = {
      max: config.limits.collectPerMinute,
      timeWindow: 60_000,
      // No page reads how many beacons it has left.
      addHeadersOnExceeding: NO_RATE_HEADERS,
    };
    const accepted = metrics.beacons.labels({ outcome: 'accepted' });
    scope.post(
      '/v1/collect',
      {
        config: { access: 'public', rateLimit },
        schema: { tags: ['tag'], summary: 'Takes a beacon', response: { 202: BeaconAnswer } },
      },
      async (request, reply) => {
        if (engine.waiting() > MAX_WAITING)
          throw new Refuse({ code: 'busy', detail: 'Send it again in a moment.' });
        const startedAt = performance.now();
        const body = request.body as Buffer;
        const outcome = await engine.collect({
          // A text crosses to the worker with others; bytes cross each in memory of their own.
          body: isUtf8(body) ? body.toString() : null,
          origin: request.headers.origin,
          userAgent: request.headers['user-agent'],
          network: networkOf(request.ip),
          now: clock.now(),
        });
        metrics.collectSeconds.observe((performance.now() - startedAt) / 1_000);
        if (!outcome.ok) {
          metrics.beacons.inc({ outcome: outcome.failure.code });
          return sendProblem(reply, outcome.failure);
        }
        accepted.inc();
        metrics.events.inc(outcome.value.accepted);
        return reply.status(202).send(outcome.value);
      },
    );
    scope.options(
      '/v1/collect',
      { config: { access: 'public' }, schema: { hide: true } },
      (_request, reply) =>
        reply
          .header('access-control-allow-methods', 'POST')
          .header('access-control-allow-headers', 'content-type')
          .header('access-control-max-age', '86400')
          .status(204)
          .send(),
    );
  });
}
