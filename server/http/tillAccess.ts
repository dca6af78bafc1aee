import { Type } from 'typebox';
import { ClerkSignIn, EnrolInput, TillState } from '../../shared/wire/till.ts';
import { type AtDevice, CLERK_SIGN_IN_MS, wrongPin } from '../actions/clerkSignIn.ts';
import type { Outcome } from '../domain/outcome.ts';
import { COOKIES, clearCookie, setCookie } from './access.ts';
import { signInLimit } from './accounts.ts';
import type { App } from './app.ts';
import { checkSigningOrigin, deviceOf, sendNothing } from './callers.ts';
import type { Deps } from './deps.ts';
import { isPassword } from './passwords.ts';
import { sendOutcome } from './problems.ts';
import { hashCode, hashSecret, joinSecret, newSecret, splitSecret } from './secrets.ts';

const tags = ['till'];

/** The longest that browsers keep a cookie: a till stays one until its owner signs it out. */
const DEVICE_COOKIE_S = 400 * 86_400;

/** How a device becomes a till, and how clerks sign in on it. */
export function tillAccessRoutes(app: App, deps: Deps): void {
  deviceRoutes(app, deps);
  clerkRoutes(app, deps);
}

function deviceRoutes(app: App, deps: Deps): void {
  const { engine, clock } = deps;
  app.post(
    '/v1/till/enrolment',
    {
      config: { access: 'public', rateLimit: signInLimit(deps) },
      schema: {
        tags,
        summary: 'Makes this device a till, by its code',
        body: EnrolInput,
        response: { 200: TillState },
      },
    },
    async (request, reply) => {
      checkSigningOrigin(request, deps);
      const { siteId, secret } = splitSecret(request.body.code) ?? { siteId: '', secret: '' };
      const site = siteId.toLowerCase();
      const token = newSecret();
      const outcome = await engine.write('enrol', {
        siteId: site,
        codeHash: hashCode(secret),
        tokenHash: hashSecret(token),
        now: clock.now(),
      });
      if (outcome.ok) {
        setCookie(reply, deps, COOKIES.device, joinSecret({ siteId: site, secret: token }), DEVICE_COOKIE_S);
        clearCookie(reply, COOKIES.clerk);
      }
      return sendOutcome(reply, outcome);
    },
  );

  app.get(
    '/v1/till',
    {
      config: { access: 'device' },
      schema: { tags, summary: 'Where this till stands, and who may sign in', response: { 200: TillState } },
    },
    async (request, reply) => {
      const { siteId, deviceId, clerk } = deviceOf(request);
      await engine.write('seeDevice', { siteId, deviceId, now: clock.now() });
      return sendOutcome(reply, await engine.read('readTill', { siteId, deviceId, clerk }));
    },
  );
}

function clerkRoutes(app: App, deps: Deps): void {
  const { engine } = deps;
  app.post(
    '/v1/till/session',
    {
      config: { access: 'device', rateLimit: signInLimit(deps) },
      schema: {
        tags,
        summary: 'A clerk signs in; five wrong PINs lock the clerk',
        body: ClerkSignIn,
        response: { 200: TillState },
      },
    },
    async (request, reply) => {
      const { siteId, deviceId, storeId } = deviceOf(request);
      const token = newSecret();
      const outcome = await signInClerk(deps, { siteId, deviceId, storeId }, request.body, hashSecret(token));
      if (outcome.ok) {
        setCookie(
          reply,
          deps,
          COOKIES.clerk,
          joinSecret({ siteId, secret: token }),
          CLERK_SIGN_IN_MS / 1_000,
        );
      }
      return sendOutcome(reply, outcome);
    },
  );

  app.delete(
    '/v1/till/session',
    {
      config: { access: 'device' },
      schema: {
        tags,
        summary: 'The clerk signs out; the device stays a till',
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { siteId, deviceId } = deviceOf(request);
      clearCookie(reply, COOKIES.clerk);
      return sendNothing(reply, await engine.write('endClerkSession', { siteId, deviceId }));
    },
  );
}

async function signInClerk(
  { engine, clock }: Deps,
  device: AtDevice,
  { clerkId, pin }: ClerkSignIn,
  tokenHash: string,
): Promise<Outcome<TillState>> {
  const taken = await engine.write('takeTry', { ...device, clerkId });
  if (!taken.ok) return taken;
  const { pinHash, left } = taken.value;
  if (!(await isPassword(pinHash, pin))) return wrongPin(left);
  return engine.write('startClerkSession', { ...device, clerkId, pinHash, tokenHash, now: clock.now() });
}
