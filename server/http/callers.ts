import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../domain/actor.ts';
import type { Outcome } from '../domain/outcome.ts';
import { checkOrigin } from './access.ts';
import type { Deps } from './deps.ts';
import { Refuse, sendProblem } from './problems.ts';

type Of<Type extends Actor['type']> = Extract<Actor, { type: Type }>;

/** The person who asks, on a route that only lets people in. */
export function userOf({ actor }: FastifyRequest): Of<'user'> {
  if (actor.type !== 'user') throw new Refuse({ code: 'notSignedIn' });
  return actor;
}

/** The till device that asks, on a route that only lets devices in. */
export function deviceOf({ actor }: FastifyRequest): Of<'device'> {
  if (actor.type !== 'device') throw new Refuse({ code: 'notSignedIn' });
  return actor;
}

/**
 * For public routes that set a cookie: another site must not sign its visitors in here. A client that is
 * no browser names no origin.
 */
export function checkSigningOrigin(request: FastifyRequest, deps: Deps): void {
  if (request.headers.origin !== undefined) checkOrigin(request, deps);
}

/** Answers 204, or with the problem document of what went wrong. */
export function sendNothing(reply: FastifyReply, outcome: Outcome<unknown>): FastifyReply {
  return outcome.ok ? reply.status(204).send() : sendProblem(reply, outcome.failure);
}
