import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Clerk, ClerkChange, ClerkInput } from '../../shared/wire/till.ts';
import type { Repeatable } from '../actions/once.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { sendNothing } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { hashPassword } from './passwords.ts';
import { sendOutcome } from './problems.ts';
import { hashSecret } from './secrets.ts';

const tags = ['till devices and clerks'];

/** The people at the tills. */
export function clerkRoutes(app: App, deps: Deps): void {
  const { engine } = deps;
  app.get(
    '/v1/sites/:site/clerks',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'The clerks, by name',
        params: SiteParams,
        response: { 200: Type.Object({ clerks: Type.Array(Clerk) }) },
      },
    },
    async ({ params }, reply) => sendOutcome(reply, await engine.read('listClerks', { siteId: params.site })),
  );

  app.post(
    '/v1/sites/:site/clerks',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Adds a clerk to a store',
        params: SiteParams,
        body: ClerkInput,
        response: { 201: Clerk },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const { name, storeId, pin } = request.body;
      const input = { name, storeId, pinHash: await hashPassword(pin) };
      const repeatable = withoutPin(request, repeatableOf(request, siteId, deps), [name, storeId]);
      return sendOutcome(reply, await engine.write('createClerk', { siteId, input }, repeatable), 201);
    },
  );

  app.patch(
    '/v1/sites/:site/clerks/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Changes a name, or sets a new PIN: that unlocks, and signs the clerk out',
        params: ItemParams,
        body: ClerkChange,
        response: { 200: Clerk },
      },
    },
    async ({ params: { site: siteId, id }, body: { name, pin } }, reply) => {
      const change = {
        ...(name === undefined ? {} : { name }),
        ...(pin === undefined ? {} : { pinHash: await hashPassword(pin) }),
      };
      return sendOutcome(reply, await engine.write('changeClerk', { siteId, id, change }));
    },
  );

  app.delete(
    '/v1/sites/:site/clerks/:id',
    {
      config: { access: 'site:owner' },
      schema: { tags, summary: 'Removes a clerk', params: ItemParams, response: { 204: Type.Null() } },
    },
    async ({ params: { site: siteId, id } }, reply) =>
      sendNothing(reply, await engine.write('removeClerk', { siteId, id })),
  );
}

/** A request's hash is kept, and it is a fast one: a PIN must not be in it. */
function withoutPin(
  { method, url }: FastifyRequest,
  repeatable: Repeatable | null,
  asked: readonly string[],
): Repeatable | null {
  return (
    repeatable && { ...repeatable, requestHash: hashSecret(`${method} ${url}\n${JSON.stringify(asked)}`) }
  );
}
