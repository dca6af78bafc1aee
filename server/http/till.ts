import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Lookup, LookupInput, Redemption, RedemptionInput, RedemptionList } from '../../shared/wire/till.ts';
import type { AtTill } from '../actions/couponCase.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { deviceOf } from './callers.ts';
import { SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { Refuse, sendOutcome } from './problems.ts';

/** What a clerk does at the till: look a code up, redeem it, undo it, see the day. */
export function tillRoutes(app: App, deps: Deps): void {
  const { engine, metrics } = deps;

  app.post(
    '/v1/sites/:site/lookups',
    {
      config: { access: 'site:clerk' },
      preHandler: limitPerTill(app, deps),
      schema: {
        tags: ['till'],
        summary: 'What a code gives here, or why it is refused; counts the visit',
        params: SiteParams,
        body: LookupInput,
        response: { 200: Lookup },
      },
    },
    async (request, reply) =>
      sendOutcome(reply, await engine.write('lookUp', { ...atTill(request, deps), code: request.body.code })),
  );

  app.post(
    '/v1/sites/:site/redemptions',
    {
      config: { access: 'site:clerk' },
      preHandler: limitPerTill(app, deps),
      schema: {
        tags: ['till'],
        summary: 'Redeems a code for an order',
        params: SiteParams,
        body: RedemptionInput,
        response: { 201: Redemption },
      },
    },
    async (request, reply) => {
      const repeatable = repeatableOf(request, request.params.site, deps);
      // Else a space behind it would let an order be redeemed twice.
      const input = { ...request.body, order: request.body.order.trim() };
      const outcome = await engine.write('redeem', { ...atTill(request, deps), input }, repeatable);
      metrics.redemptions.inc({ outcome: outcome.ok ? 'redeemed' : outcome.failure.code });
      return sendOutcome(reply, outcome, 201);
    },
  );

  app.post(
    '/v1/sites/:site/redemptions/:id/void',
    {
      config: { access: 'site:clerk' },
      preHandler: limitPerTill(app, deps),
      schema: {
        tags: ['till'],
        summary: 'Undoes a redemption within 15 minutes',
        params: Type.Object({ site: Type.String(), id: Type.String() }),
        response: { 200: Redemption },
      },
    },
    async (request, reply) => {
      const repeatable = repeatableOf(request, request.params.site, deps);
      return sendOutcome(
        reply,
        await engine.write('undo', { ...atTill(request, deps), id: request.params.id }, repeatable),
      );
    },
  );

  app.get(
    '/v1/sites/:site/redemptions',
    {
      config: { access: 'site:clerk' },
      schema: {
        tags: ['till'],
        summary: 'Today’s redemptions of the clerk’s store',
        params: SiteParams,
        response: { 200: RedemptionList },
      },
    },
    async (request, reply) => sendOutcome(reply, await engine.read('listToday', atTill(request, deps))),
  );
}

/** Codes could be guessed at a till. Per device, not per address: all tills of a store may share one. */
function limitPerTill(app: App, { config }: Deps) {
  const limit = {
    max: config.limits.lookUpPerMinute,
    timeWindow: 60_000,
    shared: 'codes',
    keyGenerator: (request: FastifyRequest) => deviceOf(request).deviceId,
  };
  const count = app.createRateLimit(limit);
  return async (request: FastifyRequest) => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw new Refuse({ code: 'tooManyRequests', detail: 'Wait a minute, then try again.' });
  };
}

function atTill(request: FastifyRequest, { clock }: Deps): AtTill {
  const { actor } = request;
  if (actor.type !== 'device' || !actor.clerk) throw new Refuse({ code: 'notSignedIn' });
  return { siteId: actor.siteId, storeId: actor.storeId, clerkId: actor.clerk.id, now: clock.now() };
}
