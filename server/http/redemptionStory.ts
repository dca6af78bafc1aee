import {
  RedemptionQuery,
  RedemptionStory,
  TakenBackList,
  TakenBackQuery,
} from '../../shared/wire/redemptions.ts';
import type { App } from './app.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

/** One redemption’s path, and those that were taken back: what no row of a report leads to any more. */
export function redemptionStoryRoutes(app: App, { engine, clock }: Deps): void {
  app.get(
    '/v1/sites/:site/reports/redemptions/:id',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary:
          'One redemption with the path that led to it and what came back of it, also where it does not stand',
        params: ItemParams,
        querystring: RedemptionQuery,
        response: { 200: RedemptionStory },
      },
    },
    async (request, reply) => {
      const { site: siteId, id } = request.params;
      return sendOutcome(reply, await engine.read('readRedemption', { siteId, id, query: request.query }));
    },
  );

  app.get(
    '/v1/sites/:site/reports/returns',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'The redemptions of a range that were undone, or of which something came back',
        params: SiteParams,
        querystring: TakenBackQuery,
        response: { 200: TakenBackList },
      },
    },
    async (request, reply) => {
      const input = { siteId: request.params.site, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('listTakenBack', input));
    },
  );
}
