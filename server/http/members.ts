import { Type } from 'typebox';
import { Invitation, Member, MemberInput } from '../../shared/wire/account.ts';

import type { App } from './app.ts';
import { sendNothing } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';
import { hashSecret, joinSecret, newSecret } from './secrets.ts';

const tags = ['people'];

/** A site's people with a password. */
export function memberRoutes(app: App, { engine, clock, publicUrl, hub }: Deps): void {
  app.get(
    '/v1/sites/:site/members',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'The members, and who is invited',
        params: SiteParams,
        response: { 200: Type.Object({ members: Type.Array(Member) }) },
      },
    },
    async ({ params: { site: siteId } }, reply) =>
      sendOutcome(reply, await engine.read('listMembers', { siteId, now: clock.now() })),
  );

  // No Idempotency-Key: the answer holds a secret, and answers are kept as they are. A second invitation
  // of the same e-mail ends the first.
  app.post(
    '/v1/sites/:site/members',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Invites someone by a link that works once, within 7 days',
        params: SiteParams,
        body: MemberInput,
        response: { 201: Invitation },
      },
    },
    async ({ params: { site: siteId }, body: input }, reply) => {
      const secret = newSecret();
      const secretHash = hashSecret(secret);
      const made = await engine.write('invite', { siteId, input, secretHash, now: clock.now() });
      if (!made.ok) return sendOutcome(reply, made);
      const link = `${publicUrl()}/join#${joinSecret({ siteId, secret })}`;
      const answer: Invitation = { link, expiresAt: made.value.expiresAt };
      return reply.status(201).send(answer);
    },
  );

  app.delete(
    '/v1/sites/:site/members/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Removes a member at once, or takes an invitation back',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { site: siteId, id } }, reply) => {
      const outcome = await engine.write('removeMember', { siteId, id });
      if (outcome.ok) {
        const { tokenIds } = outcome.value;
        hub.closeWhere((actor) =>
          actor.type === 'user'
            ? actor.userId === id
            : actor.type === 'token' && tokenIds.includes(actor.tokenId),
        );
      }
      return sendNothing(reply, outcome);
    },
  );
}
