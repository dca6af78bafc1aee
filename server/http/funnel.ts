import { Type } from 'typebox';
import { Funnel, FunnelQuery, FunnelRange, PageList, PositionSources } from '../../shared/wire/funnel.ts';
import type { App } from './app.ts';
import { SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

/** The numbers: a funnel, the pages of a site, and the sources of a position. */
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
          ...FunnelRange.properties,
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

  app.get(
    '/v1/sites/:site/positions/:position/sources',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'Where those who clicked a position came from, by join day',
        params: Type.Object({
          site: Type.String(),
          position: Type.Integer({ minimum: 0, description: 'The `id` that a funnel gives it' }),
        }),
        querystring: FunnelRange,
        response: { 200: PositionSources },
      },
    },
    async (request, reply) => {
      const { site: siteId, position } = request.params;
      const input = { siteId, position, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readPositionSources', input));
    },
  );
}
