import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AcceptInput, Session, SetupInput, SetupState, SignInInput } from '../../shared/wire/account.ts';
import { type NewSignIn, SIGN_IN_MS } from '../actions/accounts.ts';
import { failed, type Outcome } from '../domain/outcome.ts';
import { COOKIES, clearCookie, setCookie } from './access.ts';
import type { App } from './app.ts';
import { checkSigningOrigin, sendNothing, userOf } from './callers.ts';
import type { Deps } from './deps.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { sendOutcome } from './problems.ts';
import { hashSecret, newSecret, splitSecret } from './secrets.ts';

/** The first owner, signing in and out, and joining by invitation. */
export function accountRoutes(app: App, deps: Deps): void {
  setupRoutes(app, deps);
  sessionRoutes(app, deps);
  invitationRoute(app, deps);
}

function setupRoutes(app: App, deps: Deps): void {
  const { engine } = deps;
  app.get(
    '/v1/setup',
    {
      config: { access: 'public' },
      schema: {
        tags: ['account'],
        summary: 'Whether the first owner is still to come',
        response: { 200: SetupState },
      },
    },
    async () => engine.read('readSetup', {}),
  );

  app.post(
    '/v1/setup',
    {
      config: { access: 'public', rateLimit: signInLimit(deps) },
      schema: {
        tags: ['account'],
        summary: 'Makes the first owner, by the one-time link that the server prints',
        body: SetupInput,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      checkSigningOrigin(request, deps);
      const { secret, email, password } = request.body;
      const passwordHash = await hashPassword(password);
      return signIn(reply, deps, (made) =>
        engine.write('setUp', { secretHash: hashSecret(secret), email, passwordHash, signIn: made }),
      );
    },
  );
}

function sessionRoutes(app: App, deps: Deps): void {
  const { engine, clock, hub } = deps;
  app.post(
    '/v1/session',
    {
      config: { access: 'public', rateLimit: signInLimit(deps) },
      schema: { tags: ['account'], summary: 'Signs in', body: SignInInput, response: { 200: Session } },
    },
    async (request, reply) => {
      checkSigningOrigin(request, deps);
      const { email, password } = request.body;
      const known = await engine.read('loadPasswordHash', { email });
      const isRight = await isPassword(known?.passwordHash ?? null, password);
      return signIn(reply, deps, async (made) =>
        known && isRight
          ? engine.write('startSession', { userId: known.userId, signIn: made })
          : failed('wrongCredentials', 'E-mail and password do not match.'),
      );
    },
  );

  app.get(
    '/v1/session',
    {
      config: { access: 'reader' },
      schema: { tags: ['account'], summary: 'Who am I, and what may I see?', response: { 200: Session } },
    },
    async (request, reply) => {
      const { actor } = request;
      if (actor.type === 'token') {
        await engine.write('useToken', { tokenId: actor.tokenId, now: clock.now() });
      }
      return sendOutcome(reply, await engine.read('readSession', { actor }));
    },
  );

  app.delete(
    '/v1/session',
    {
      config: { access: 'user' },
      schema: { tags: ['account'], summary: 'Signs out', response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { userId } = userOf(request);
      const outcome = await engine.write('endSession', { tokenHash: signInHash(request) });
      hub.closeWhere((actor) => actor.type === 'user' && actor.userId === userId);
      clearCookie(reply, COOKIES.session);
      return sendNothing(reply, outcome);
    },
  );
}

function invitationRoute(app: App, deps: Deps): void {
  app.post(
    '/v1/invitations/accept',
    {
      config: { access: 'public', rateLimit: signInLimit(deps) },
      schema: {
        tags: ['account'],
        summary: 'Joins a site: with a new account, or the one that has this e-mail',
        body: AcceptInput,
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      checkSigningOrigin(request, deps);
      const { secret, password } = request.body;
      return signIn(reply, deps, (made) => accept(deps, secret, password, made));
    },
  );
}

async function accept(
  { engine, clock }: Deps,
  text: string,
  password: string,
  made: NewSignIn,
): Promise<Outcome<Session>> {
  const { siteId, secret } = splitSecret(text) ?? { siteId: '', secret: '' };
  const secretHash = hashSecret(secret);
  const invited = await engine.read('loadInvited', { siteId, secretHash, now: clock.now() });
  if (!invited.ok) return invited;
  const known = invited.value;
  if (known && !(await isPassword(known.passwordHash, password))) {
    return failed('wrongCredentials', 'This e-mail has an account here: give the password of that account.');
  }
  const joining = known ? { userId: known.userId } : { passwordHash: await hashPassword(password) };
  return engine.write('acceptInvitation', { siteId, secretHash, joining, signIn: made });
}

/** Answers with what `make` found; where that signed in, the cookie goes along. */
async function signIn(
  reply: FastifyReply,
  deps: Deps,
  make: (made: NewSignIn) => Promise<Outcome<Session>>,
): Promise<FastifyReply> {
  const token = newSecret();
  const outcome = await make({ tokenHash: hashSecret(token), now: deps.clock.now() });
  if (outcome.ok) setCookie(reply, deps, COOKIES.session, token, SIGN_IN_MS / 1_000);
  return sendOutcome(reply, outcome);
}

function signInHash(request: FastifyRequest): string {
  return hashSecret(request.cookies[COOKIES.session] ?? '');
}

/** For every route where someone could guess. */
export function signInLimit({ config }: Deps) {
  return { max: config.limits.signInPerMinute, timeWindow: 60_000, shared: 'sign-in' };
}
