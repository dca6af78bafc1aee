import { Type } from 'typebox';
import { Placement, PlacementInput, PlacementList } from '../../shared/wire/placement.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { sendNothing } from './callers.ts';
import { changeOf, ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

const tags = ['placements'];

/** A site's placements. */
export function placementRoutes(app: App, deps: Deps): void {
  readAndAdd(app, deps);
  changeAndRemove(app, deps);
}

function readAndAdd(app: App, deps: Deps): void {
  const { engine } = deps;
  app.get(
    '/v1/sites/:site/placements',
    {
      config: { access: 'site:reader' },
      schema: {
        tags,
        summary: 'The placements, by name',
        params: SiteParams,
        response: { 200: PlacementList },
      },
    },
    async ({ params }, reply) =>
      sendOutcome(reply, await engine.read('listPlacements', { siteId: params.site })),
  );

  app.post(
    '/v1/sites/:site/placements',
    {
      config: { access: 'site:placer' },
      schema: {
        tags,
        summary: 'Adds a placement; also for a paired extension that was given leave to',
        params: SiteParams,
        body: PlacementInput,
        response: { 201: Placement },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const repeatable = repeatableOf(request, siteId, deps);
      const made = await engine.write('createPlacement', { siteId, input: request.body }, repeatable);
      return sendOutcome(reply, made, 201);
    },
  );
}

function changeAndRemove(app: App, { engine }: Deps): void {
  app.patch(
    '/v1/sites/:site/placements/:id',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'Changes a placement; what is not given stays',
        params: ItemParams,
        body: changeOf(PlacementInput),
        response: { 200: Placement },
      },
    },
    async ({ params: { site: siteId, id }, body: change }, reply) =>
      sendOutcome(reply, await engine.write('changePlacement', { siteId, id, change })),
  );

  app.delete(
    '/v1/sites/:site/placements/:id',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'Removes a placement; the visitors it brought stay counted',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { site: siteId, id } }, reply) =>
      sendNothing(reply, await engine.write('removePlacement', { siteId, id })),
  );
}
