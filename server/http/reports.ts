import {
  AttributionQuery,
  AttributionReport,
  RedemptionsQuery,
  ReportedRedemptions,
} from '../../shared/wire/report.ts';
import type { App } from './app.ts';
import { SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

/** The reports: what redemptions are credited to, and the redemptions behind each figure. */
export function reportRoutes(app: App, { engine, clock }: Deps): void {
  app.get(
    '/v1/sites/:site/reports/attribution',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'Redemptions and their money by source, landing page, store or offer, under a model or two',
        params: SiteParams,
        querystring: AttributionQuery,
        response: { 200: AttributionReport },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readAttribution', input));
    },
  );

  app.get(
    '/v1/sites/:site/reports/redemptions',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'The redemptions behind a row of the report, each with its path',
        params: SiteParams,
        querystring: RedemptionsQuery,
        response: { 200: ReportedRedemptions },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readRowRedemptions', input));
    },
  );
}
