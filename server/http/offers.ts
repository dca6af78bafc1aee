import { Type } from 'typebox';
import { Offer, OfferInput } from '../../shared/wire/site.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { sendNothing } from './callers.ts';
import { changeOf, ItemParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

const tags = ['campaigns'];

/** What campaigns offer. They are listed with their campaigns. */
export function offerRoutes(app: App, deps: Deps): void {
  const { engine, clock } = deps;
  app.post(
    '/v1/sites/:site/campaigns/:id/offers',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Adds an offer',
        params: ItemParams,
        body: OfferInput,
        response: { 201: Offer },
      },
    },
    async (request, reply) => {
      const { site: siteId, id: campaignId } = request.params;
      const repeatable = repeatableOf(request, siteId, deps);
      const input = { siteId, campaignId, input: request.body, now: clock.now() };
      return sendOutcome(reply, await engine.write('createOffer', input, repeatable), 201);
    },
  );

  app.patch(
    '/v1/sites/:site/offers/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Changes an offer; what is not given stays, coupons that are out follow its terms',
        params: ItemParams,
        body: changeOf(OfferInput),
        response: { 200: Offer },
      },
    },
    async ({ params: { site: siteId, id }, body: change }, reply) =>
      sendOutcome(reply, await engine.write('changeOffer', { siteId, id, change })),
  );

  app.post(
    '/v1/sites/:site/offers/:id/revoke',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Ends an offer and all its coupons',
        params: ItemParams,
        response: { 200: Offer },
      },
    },
    async ({ params: { site: siteId, id } }, reply) =>
      sendOutcome(reply, await engine.write('revokeOffer', { siteId, id, now: clock.now() })),
  );

  app.delete(
    '/v1/sites/:site/offers/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Removes an offer of which no coupon was issued',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { site: siteId, id } }, reply) =>
      sendNothing(reply, await engine.write('removeOffer', { siteId, id })),
  );
}
