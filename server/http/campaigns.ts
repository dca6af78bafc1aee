import { Type } from 'typebox';
import { Campaign, CampaignInput } from '../../shared/wire/site.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { sendNothing } from './callers.ts';
import { changeOf, ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

const tags = ['campaigns'];

/** A site's campaigns. */
export function campaignRoutes(app: App, deps: Deps): void {
  const { engine, clock } = deps;
  app.get(
    '/v1/sites/:site/campaigns',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'The campaigns with their offers, in the order in which they are tried',
        params: SiteParams,
        response: { 200: Type.Object({ campaigns: Type.Array(Campaign) }) },
      },
    },
    async ({ params }, reply) =>
      sendOutcome(reply, await engine.read('listCampaigns', { siteId: params.site })),
  );

  app.post(
    '/v1/sites/:site/campaigns',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Makes a campaign',
        params: SiteParams,
        body: CampaignInput,
        response: { 201: Campaign },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const repeatable = repeatableOf(request, siteId, deps);
      const input = { siteId, input: request.body, now: clock.now() };
      return sendOutcome(reply, await engine.write('createCampaign', input, repeatable), 201);
    },
  );

  app.patch(
    '/v1/sites/:site/campaigns/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Changes a campaign; what is not given stays',
        params: ItemParams,
        body: changeOf(CampaignInput),
        response: { 200: Campaign },
      },
    },
    async ({ params: { site: siteId, id }, body: change }, reply) =>
      sendOutcome(reply, await engine.write('changeCampaign', { siteId, id, change })),
  );

  app.delete(
    '/v1/sites/:site/campaigns/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Removes a campaign that issued no coupon',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { site: siteId, id } }, reply) =>
      sendNothing(reply, await engine.write('removeCampaign', { siteId, id })),
  );
}
