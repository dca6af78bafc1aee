import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Paired, PairInput, Pairing, Token } from '../../shared/wire/account.ts';
import type { TokenKeeper } from '../actions/pairings.ts';

import { signInLimit } from './accounts.ts';
import type { App } from './app.ts';
import { sendNothing, userOf } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';
import { hashCode, hashSecret, newPairingCode, newSecret } from './secrets.ts';

const tags = ['people'];

/** Pairing the extension: a code, a token for it, and the end of that token. */
export function pairingRoutes(app: App, deps: Deps): void {
  codeRoutes(app, deps);
  tokenRoutes(app, deps);
}

function codeRoutes(app: App, deps: Deps): void {
  const { engine, clock } = deps;
  // No Idempotency-Key on either: their answers hold secrets, and answers are kept as they are.
  app.post(
    '/v1/sites/:site/pairings',
    {
      config: { access: 'site:marketer', rateLimit: signInLimit(deps) },
      schema: {
        tags,
        summary: 'Makes a code for the extension: works once, for ten minutes, for all of my sites',
        params: SiteParams,
        response: { 201: Pairing },
      },
    },
    async (request, reply) => {
      const { userId } = userOf(request);
      const code = newPairingCode();
      const made = await engine.write('createPairing', {
        userId,
        codeHash: hashCode(code),
        now: clock.now(),
      });
      if (!made.ok) return sendOutcome(reply, made);
      const answer: Pairing = { code, expiresAt: made.value.expiresAt };
      return reply.status(201).send(answer);
    },
  );

  app.post(
    '/v1/pairing',
    {
      config: { access: 'public', rateLimit: signInLimit(deps) },
      schema: {
        tags,
        summary: 'Trades a pairing code for a token that reads, and adds placements',
        body: PairInput,
        response: { 201: Paired },
      },
    },
    async ({ body: { code, label } }, reply) => {
      const token = newSecret();
      const input = { codeHash: hashCode(code), tokenHash: hashSecret(token), label, now: clock.now() };
      const paired = await engine.write('pair', input);
      if (!paired.ok) return sendOutcome(reply, paired);
      const answer: Paired = { token, sites: paired.value.sites };
      return reply.status(201).header('cache-control', 'no-store').send(answer);
    },
  );
}

function tokenRoutes(app: App, { engine, hub }: Deps): void {
  app.get(
    '/v1/sites/:site/tokens',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'Paired extensions that read the site: an owner sees all, a marketer the own ones',
        params: SiteParams,
        response: { 200: Type.Object({ tokens: Type.Array(Token) }) },
      },
    },
    async (request, reply) =>
      sendOutcome(reply, await engine.read('listTokens', keeperOf(request, request.params.site))),
  );

  app.delete(
    '/v1/sites/:site/tokens/:id',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'Ends a token: my own everywhere, another’s on this site',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { site, id } = request.params;
      const outcome = await engine.write('removeToken', { ...keeperOf(request, site), id });
      if (outcome.ok) hub.closeWhere((actor) => actor.type === 'token' && actor.tokenId === id);
      return sendNothing(reply, outcome);
    },
  );
}

function keeperOf(request: FastifyRequest, siteId: string): TokenKeeper {
  const { userId, roles } = userOf(request);
  return { siteId, userId, isOwner: roles.get(siteId) === 'owner' };
}
