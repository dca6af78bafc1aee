import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Repeatable } from '../actions/once.ts';
import { type Access, type Actor, mayUse } from '../domain/actor.ts';
import type { Deps } from './deps.ts';
import { Refuse } from './problems.ts';
import { hashSecret, splitSecret } from './secrets.ts';

export const COOKIES = {
  session: 'backstamp_session',
  device: 'backstamp_device',
  clerk: 'backstamp_clerk',
} as const;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: every route says so, or the server does not start. */
    access?: Access;
  }
  interface FastifyRequest {
    actor: Actor;
  }
}

/** Files of the documentation and of the pages: plugins serve them, to anyone. */
const PLUGIN_ROUTES = ['/docs', '/assets/'];

/** Sees to it that every route says who may use it, and that nobody else does. */
export function guardRoutes(app: FastifyInstance, deps: Deps): void {
  app.decorateRequest('actor');
  app.addHook('onRoute', (route) => {
    const isPlugins = PLUGIN_ROUTES.some((prefix) => route.url.startsWith(prefix));
    if (route.config?.access === undefined && !isPlugins)
      throw new Error(`${route.method} ${route.url} does not say who may use it`);
  });
  // After the rate limits, which count onRequest, so that nobody may try tokens without end; before any body is read.
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    request.actor = { type: 'nobody' };
    const access = request.routeOptions.config.access ?? 'public';
    // At once: most requests are beacons.
    if (access === 'public') done();
    else admit(request, access, deps).then(() => done(), done);
  });
}

async function admit(request: FastifyRequest, access: Access, deps: Deps): Promise<void> {
  request.actor = await identify(request, access, deps);
  const { site } = request.params as { site?: string };
  if (mayUse(access, request.actor, site)) return;
  if (isSignedOut(request.actor)) throw new Refuse({ code: 'notSignedIn' });
  throw new Refuse({ code: 'notAllowed', detail: 'Ask the site’s owner for access.' });
}

/** A till whose clerk's sign-in has run out is still a till: signing in again mends it. */
function isSignedOut(actor: Actor): boolean {
  return actor.type === 'nobody' || (actor.type === 'device' && actor.clerk === null);
}

async function identify(request: FastifyRequest, access: Access, deps: Deps): Promise<Actor> {
  const now = deps.clock.now();
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return deps.engine.read('authenticate', { bearer: hashSecret(bearer), now });
  const takesDevice = DEVICE_ACCESS.has(access);
  if (takesDevice && access !== 'site:clerkOrMarketer') return identifyDevice(request, deps);
  const signIn = request.cookies[COOKIES.session];
  if (!signIn) return takesDevice ? identifyDevice(request, deps) : { type: 'nobody' };
  checkOrigin(request, deps);
  const actor = await deps.engine.read('authenticate', { signIn: hashSecret(signIn), now });
  // A till may be open in the browser of somebody whose own sign-in says nothing here.
  const device = takesDevice && !isMember(actor, request) ? await identifyDevice(request, deps) : actor;
  return device.type === 'nobody' ? actor : device;
}

const DEVICE_ACCESS: ReadonlySet<Access> = new Set(['device', 'site:clerk', 'site:clerkOrMarketer']);

function isMember(actor: Actor, request: FastifyRequest): boolean {
  const { site } = request.params as { site?: string };
  return mayUse('site:marketer', actor, site);
}

async function identifyDevice(request: FastifyRequest, deps: Deps): Promise<Actor> {
  const deviceToken = siteToken(request.cookies[COOKIES.device]);
  if (!deviceToken) return { type: 'nobody' };
  checkOrigin(request, deps);
  const clerkToken = siteToken(request.cookies[COOKIES.clerk]);
  return deps.engine.read('authenticate', {
    device: deviceToken,
    ...(clerkToken ? { clerk: clerkToken } : {}),
    now: deps.clock.now(),
  });
}

function siteToken(text: string | undefined): { siteId: string; hash: string } | null {
  const parts = text === undefined ? null : splitSecret(text);
  return parts && { siteId: parts.siteId, hash: hashSecret(parts.secret) };
}

/** A browser sends our cookies along from anywhere; only our own pages may make use of them. */
export function checkOrigin(request: FastifyRequest, deps: Deps): void {
  const { origin } = request.headers;
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  const own = [deps.publicUrl(), `${request.protocol}://${request.host}`];
  if (origin === undefined ? changes : !own.includes(origin)) {
    throw new Refuse({
      code: 'crossOrigin',
      detail: `Use this server at ${deps.publicUrl()}, or set PUBLIC_URL to the address in use.`,
    });
  }
}

/** A cookie that no script can read and no other site can send with a change. */
export function setCookie(
  reply: FastifyReply,
  deps: Deps,
  name: string,
  value: string,
  maxAgeSeconds: number,
): void {
  reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.publicUrl().startsWith('https:'),
    maxAge: maxAgeSeconds,
  });
}

export function clearCookie(reply: FastifyReply, name: string): void {
  reply.clearCookie(name, { path: '/' });
}

/**
 * What makes a POST repeatable, where the request carries an Idempotency-Key. Of a file that is the body, `hash`
 * says which it is.
 */
export function repeatableOf(
  request: FastifyRequest,
  siteId: string,
  deps: Pick<Deps, 'clock'>,
  hash?: string,
): Repeatable | null {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return null;
  if (key.length > 100)
    throw new Refuse({ code: 'invalidInput', detail: 'An Idempotency-Key has at most 100 characters.' });
  const asked = `${request.method} ${request.url}\n${hash ?? JSON.stringify(request.body ?? null)}`;
  return {
    siteId,
    actor: actorName(request.actor),
    key,
    requestHash: hashSecret(asked),
    now: deps.clock.now(),
  };
}

function actorName(actor: Actor): string {
  if (actor.type === 'user') return actor.userId;
  if (actor.type === 'token') return actor.tokenId;
  return actor.type === 'device' ? actor.deviceId : 'nobody';
}
