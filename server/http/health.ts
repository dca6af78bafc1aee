import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { App } from './app.ts';
import type { Deps } from './deps.ts';
import { sendProblem } from './problems.ts';
import { hashSecret } from './secrets.ts';

/** For those who run the server: is it up, can it work, how does it do. */
export function healthRoutes(app: App, { engine, metrics, config: { metricsToken } }: Deps): void {
  const config = { access: 'public' as const, rateLimit: false as const };
  const Ok = Type.Object({ ok: Type.Boolean() });

  app.get(
    '/healthz',
    { config, schema: { tags: ['operation'], summary: 'The process runs', response: { 200: Ok } } },
    async () => ({ ok: true }),
  );

  app.get(
    '/readyz',
    { config, schema: { tags: ['operation'], summary: 'The store answers', response: { 200: Ok } } },
    async (_request, reply) => {
      const sites = await engine.read('firstSites', { limit: 1 }).catch(() => null);
      return sites !== null
        ? { ok: true }
        : sendProblem(reply, { code: 'busy', detail: 'The store does not answer.' });
    },
  );

  app.get(
    '/metrics',
    { config, schema: { tags: ['operation'], summary: 'Prometheus text' } },
    async (request, reply) => {
      if (!maySeeMetrics(request, metricsToken)) {
        return sendProblem(reply, {
          code: 'notAllowed',
          detail:
            'Set METRICS_TOKEN, and send it as a bearer token; without it only the server’s own machine may ask.',
        });
      }
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  );
}

/** How a shop sells is nobody else's to see. What a proxy passes on may come from anywhere. */
function maySeeMetrics({ ip, headers }: FastifyRequest, token: string | null): boolean {
  if (token !== null) return hashSecret(headers.authorization ?? '') === hashSecret(`Bearer ${token}`);
  const isProxied = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isProxied && (ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1');
}
