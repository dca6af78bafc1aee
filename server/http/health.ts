import { Type } from 'typebox';
import type { App } from './app.ts';
import type { Deps } from './deps.ts';
import { sendProblem } from './problems.ts';

/** For those who run the server: is it up, can it work, how does it do. */
export function healthRoutes(app: App, { engine, metrics }: Deps): void {
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
    async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
