import { Type } from 'typebox';
import { Store, StoreInput } from '../../shared/wire/site.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { sendNothing } from './callers.ts';
import { changeOf, ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

const tags = ['stores'];

/** A site's stores. */
export function storeRoutes(app: App, deps: Deps): void {
  const { engine } = deps;
  app.get(
    '/v1/sites/:site/stores',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'The stores, by name',
        params: SiteParams,
        response: { 200: Type.Object({ stores: Type.Array(Store) }) },
      },
    },
    async ({ params }, reply) => sendOutcome(reply, await engine.read('listStores', { siteId: params.site })),
  );

  app.post(
    '/v1/sites/:site/stores',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Adds a store',
        params: SiteParams,
        body: StoreInput,
        response: { 201: Store },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const repeatable = repeatableOf(request, siteId, deps);
      return sendOutcome(
        reply,
        await engine.write('createStore', { siteId, input: request.body }, repeatable),
        201,
      );
    },
  );

  app.patch(
    '/v1/sites/:site/stores/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Changes a store; what is not given stays',
        params: ItemParams,
        body: changeOf(StoreInput),
        response: { 200: Store },
      },
    },
    async ({ params: { site: siteId, id }, body: change }, reply) =>
      sendOutcome(reply, await engine.write('changeStore', { siteId, id, change })),
  );

  app.delete(
    '/v1/sites/:site/stores/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Removes a store that nothing needs',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { site: siteId, id } }, reply) =>
      sendNothing(reply, await engine.write('removeStore', { siteId, id })),
  );
}
