import { Type } from 'typebox';
import { Day, Funnel, FunnelQuery, PageList } from '../../shared/wire/funnel.ts';
import type { App } from './app.ts';
import { SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

/** The numbers: a funnel, and the pages of a site. */
export function funnelRoutes(app: App, { engine, clock }: Deps): void {
  app.get(
    '/v1/sites/:site/funnel',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'The funnel of a page or of the whole site, by join day',
        params: SiteParams,
        querystring: FunnelQuery,
        response: { 200: Funnel },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      return sendOutcome(
        reply,
        await engine.read('readFunnel', { siteId, query: request.query, now: clock.now() }),
      );
    },
  );

  app.get(
    '/v1/sites/:site/pages',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'The pages that most visitors met: participation, never added up',
        params: SiteParams,
        querystring: Type.Object({
          from: Type.Optional(Day),
          to: Type.Optional(Day),
          offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: { 200: PageList },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      return sendOutcome(
        reply,
        await engine.read('readPages', { siteId, query: request.query, now: clock.now() }),
      );
    },
  );
}
