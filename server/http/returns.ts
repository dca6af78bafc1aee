import type { FastifyRequest } from 'fastify';
import {
  FoundRedemptions,
  RedemptionSearch,
  ReturnAnswer,
  ReturnInput,
  ReturnList,
} from '../../shared/wire/returns.ts';
import type { ReturnActor } from '../actions/returns.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { deviceOf } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { Refuse, sendOutcome } from './problems.ts';

/** Goods that come back: recorded in the console, or by a clerk in the store where they were bought. */
export function returnRoutes(app: App, deps: Deps): void {
  const { engine, clock } = deps;
  const limit = limitPerActor(app, deps);

  app.post(
    '/v1/sites/:site/redemptions/:id/returns',
    {
      config: { access: 'site:clerkOrMarketer' },
      preHandler: limit,
      schema: {
        tags: ['till'],
        summary: 'Takes a redemption back, wholly or in part, on any later day',
        params: ItemParams,
        body: ReturnInput,
        response: { 201: ReturnAnswer },
      },
    },
    async (request, reply) => {
      const { site: siteId, id } = request.params;
      const repeatable = repeatableOf(request, siteId, deps);
      const input = { siteId, id, by: whoOf(request), input: request.body, now: clock.now() };
      return sendOutcome(reply, await engine.write('returnGoods', input, repeatable), 201);
    },
  );

  app.get(
    '/v1/sites/:site/redemptions/:id/returns',
    {
      config: { access: 'site:clerkOrMarketer' },
      schema: {
        tags: ['till'],
        summary: 'A redemption as it stands, and what came back of it',
        params: ItemParams,
        response: { 200: ReturnList },
      },
    },
    async (request, reply) => {
      const { site: siteId, id } = request.params;
      return sendOutcome(reply, await engine.read('listReturns', { siteId, id, by: whoOf(request) }));
    },
  );

  app.get(
    '/v1/sites/:site/redemptions/search',
    {
      config: { access: 'site:clerkOrMarketer' },
      // Codes could be guessed here as well as by looking them up.
      preHandler: limit,
      schema: {
        tags: ['till'],
        summary:
          'The redemptions under an order number or a code, of any day; for a clerk those of the own store',
        params: SiteParams,
        querystring: RedemptionSearch,
        response: { 200: FoundRedemptions },
      },
    },
    async (request, reply) => {
      const input = { siteId: request.params.site, by: whoOf(request), find: request.query.find };
      return sendOutcome(reply, await engine.read('findRedemptions', input));
    },
  );
}

function whoOf({ actor }: FastifyRequest): ReturnActor {
  if (actor.type === 'user') return { userId: actor.userId };
  if (actor.type !== 'device' || !actor.clerk) throw new Refuse({ code: 'notSignedIn' });
  return { clerkId: actor.clerk.id, storeId: actor.storeId };
}

function limitPerActor(app: App, { config }: Deps) {
  const limit = {
    max: config.limits.lookUpPerMinute,
    timeWindow: 60_000,
    shared: 'returns',
    keyGenerator: (request: FastifyRequest) =>
      request.actor.type === 'user' ? request.actor.userId : deviceOf(request).deviceId,
  };
  const count = app.createRateLimit(limit);
  return async (request: FastifyRequest) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new Refuse({ code: 'tooManyRequests', detail: 'Wait a minute, then try again.' });
  };
}
