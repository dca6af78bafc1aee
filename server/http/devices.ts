import { Type } from 'typebox';
import { Device, DeviceInput, NewDevice } from '../../shared/wire/till.ts';
import type { App } from './app.ts';
import { sendNothing } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';
import { hashCode, joinSecret, newEnrolCode } from './secrets.ts';

const tags = ['till devices and clerks'];

/** The devices that an owner makes tills of. */
export function deviceRoutes(app: App, { engine, clock, publicUrl, hub }: Deps): void {
  app.get(
    '/v1/sites/:site/devices',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'The devices, by name',
        params: SiteParams,
        response: { 200: Type.Object({ devices: Type.Array(Device) }) },
      },
    },
    async ({ params }, reply) =>
      sendOutcome(reply, await engine.read('listDevices', { siteId: params.site })),
  );

  // No Idempotency-Key: the answer holds a secret, and answers are kept as they are.
  app.post(
    '/v1/sites/:site/devices',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Makes a code that turns a device into a till: once, within 24 hours',
        params: SiteParams,
        body: DeviceInput,
        response: { 201: NewDevice },
      },
    },
    async ({ params: { site: siteId }, body: input }, reply) => {
      const secret = newEnrolCode();
      const codeHash = hashCode(secret);
      const made = await engine.write('createDevice', { siteId, input, codeHash, now: clock.now() });
      if (!made.ok) return sendOutcome(reply, made);
      const code = joinSecret({ siteId, secret });
      const answer: NewDevice = { ...made.value, code, link: `${publicUrl()}/till#${code}` };
      return reply.status(201).send(answer);
    },
  );

  app.delete(
    '/v1/sites/:site/devices/:id',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Signs a device out for good',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { site: siteId, id } }, reply) => {
      const outcome = await engine.write('removeDevice', { siteId, id });
      hub.closeWhere((actor) => actor.type === 'device' && actor.deviceId === id);
      return sendNothing(reply, outcome);
    },
  );
}
