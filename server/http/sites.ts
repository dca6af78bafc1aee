import { Type } from 'typebox';
import { Installation, SigningSecret, Site, SiteInput } from '../../shared/wire/site.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import { userOf } from './callers.ts';
import { changeOf, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

const tags = ['sites'];

/** Sites: making and changing them, the tag to paste, the secret to sign with. */
export function siteRoutes(app: App, deps: Deps): void {
  listRoutes(app, deps);
  oneSiteRoutes(app, deps);
  tagRoutes(app, deps);
}

function listRoutes(app: App, deps: Deps): void {
  const { engine, clock } = deps;
  app.get(
    '/v1/sites',
    {
      config: { access: 'reader' },
      schema: {
        tags,
        summary: 'The sites I may see',
        response: { 200: Type.Object({ sites: Type.Array(Site) }) },
      },
    },
    async ({ actor }, reply) => sendOutcome(reply, await engine.read('listSites', { actor })),
  );

  app.post(
    '/v1/sites',
    {
      config: { access: 'founder' },
      schema: { tags, summary: 'Makes a site; its maker owns it', body: SiteInput, response: { 201: Site } },
    },
    async (request, reply) => {
      const { userId } = userOf(request);
      // The answer is kept under no site: there was none yet when it was asked for.
      const repeatable = repeatableOf(request, '', deps);
      const input = { userId, input: request.body, now: clock.now() };
      return sendOutcome(reply, await engine.write('createSite', input, repeatable), 201);
    },
  );
}

function oneSiteRoutes(app: App, { engine }: Deps): void {
  app.get(
    '/v1/sites/:site',
    {
      config: { access: 'site:reader' },
      schema: { tags, summary: 'A site', params: SiteParams, response: { 200: Site } },
    },
    async ({ params }, reply) => sendOutcome(reply, await engine.read('readSite', { siteId: params.site })),
  );

  app.patch(
    '/v1/sites/:site',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Changes a site; what is not given stays',
        params: SiteParams,
        body: changeOf(SiteInput),
        response: { 200: Site },
      },
    },
    async ({ params, body }, reply) =>
      sendOutcome(reply, await engine.write('changeSite', { siteId: params.site, change: body })),
  );
}

function tagRoutes(app: App, { engine, clock, config, publicUrl }: Deps): void {
  app.get(
    '/v1/sites/:site/installation',
    {
      config: { access: 'site:reader' },
      schema: {
        tags,
        summary: 'The tag, and whether it reaches us',
        params: SiteParams,
        response: { 200: Installation },
      },
    },
    async ({ params: { site: siteId } }, reply) => {
      const script = `${publicUrl()}${config.tagPath}`;
      return sendOutcome(reply, await engine.read('readInstallation', { siteId, script, now: clock.now() }));
    },
  );

  app.get(
    '/v1/sites/:site/signing-secret',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'The secret with which the merchant’s server signs orders and customer keys',
        params: SiteParams,
        response: { 200: SigningSecret },
      },
    },
    async ({ params }, reply) =>
      sendOutcome(
        reply.header('cache-control', 'no-store'),
        await engine.read('readSigningSecret', { siteId: params.site }),
      ),
  );
}
