import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem, ProblemCode } from '../../shared/wire/problem.ts';
import type { Failure, Outcome } from '../domain/outcome.ts';
import { StoreBusy } from '../engine/storeBusy.ts';

/** The status and the title of every code. */
const PROBLEMS: Record<ProblemCode, [status: number, title: string]> = {
  badJson: [400, 'The body is not JSON'],
  invalidInput: [400, 'The input does not fit'],
  tooLarge: [413, 'The body is too large'],
  unsupportedType: [415, 'This content type is not taken here'],
  unknownSite: [404, 'No such site'],
  foreignOrigin: [403, 'This origin is not the site’s'],
  badSignature: [422, 'The signature is wrong'],
  notSignedIn: [401, 'Sign in first'],
  wrongCredentials: [401, 'This does not sign in'],
  locked: [423, 'Locked after too many failures'],
  notAllowed: [403, 'Not allowed'],
  crossOrigin: [403, 'The request comes from another site'],
  notFound: [404, 'Not found'],
  conflict: [409, 'This does not go together with what is there'],
  idempotencyMismatch: [422, 'This Idempotency-Key stands for another request'],
  tooManyRequests: [429, 'Too many requests'],
  busy: [503, 'The server is busy'],
  internal: [500, 'Something went wrong here'],
  unknown: [404, 'No such code'],
  mistyped: [400, 'The code is mistyped'],
  notYetValid: [409, 'The code is not valid yet'],
  expired: [410, 'The code has expired'],
  alreadyRedeemed: [409, 'The code was redeemed before'],
  voided: [410, 'The code was voided'],
  wrongStore: [403, 'The code is good in another store'],
  limitReached: [409, 'The offer is used up'],
  belowMinimum: [422, 'The order is below the offer’s minimum'],
  overAuthority: [403, 'The discount is more than this store may give'],
  revoked: [410, 'The offer was revoked'],
  orderUsed: [409, 'This order has a redemption'],
};

const RETRY_AFTER_S: Partial<Record<ProblemCode, number>> = { busy: 5, tooManyRequests: 60 };

/** Sends a problem document. */
export function sendProblem(reply: FastifyReply, failure: Failure): FastifyReply {
  const [status, title] = PROBLEMS[failure.code];
  const problem: Problem = { type: `/docs#problem-${failure.code}`, title, status, ...failure };
  const wait = RETRY_AFTER_S[failure.code];
  if (wait !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', wait);
  return reply.status(status).type('application/problem+json').send(problem);
}

/** Sends what came out: the value, or its problem document. */
export function sendOutcome<Value>(reply: FastifyReply, outcome: Outcome<Value>, status = 200): FastifyReply {
  return outcome.ok ? reply.status(status).send(outcome.value) : sendProblem(reply, outcome.failure);
}

/** An expected "no" that is thrown because it stops a request before its handler. */
export class Refuse extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Fastify's own errors, by the code that we give them. */
const FASTIFY_CODES: Record<string, Failure> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'tooLarge', detail: 'Send less at once.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'unsupportedType', detail: 'Send JSON.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'badJson' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'badJson', detail: 'The body is empty.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'badJson',
    detail: 'The body has another length than it says.',
  },
  FST_ERR_BAD_URL: { code: 'invalidInput', detail: 'The address is not encoded as addresses are.' },
};

/** The one error handler. What nobody expected is logged with its stack and tells the caller nothing. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refuse) return sendProblem(reply, error.failure);
  const known = FASTIFY_CODES[error.code];
  if (known) return sendProblem(reply, known);
  if (error instanceof SyntaxError) return sendProblem(reply, { code: 'badJson' });
  if (error.statusCode === 429) {
    return sendProblem(reply, { code: 'tooManyRequests', detail: 'Wait a minute, then try again.' });
  }
  if (error instanceof StoreBusy) {
    request.log.warn({ err: error }, 'the store is busy');
    return sendProblem(reply, { code: 'busy', detail: 'The store does not answer: try again in a moment.' });
  }
  // What else Fastify blames on the caller, such as a connection that broke in the middle of a body.
  const { statusCode = 500 } = error;
  if (statusCode >= 400 && statusCode < 500) return sendProblem(reply, { code: 'invalidInput' });
  request.log.error({ err: error }, 'request failed');
  return sendProblem(reply, { code: 'internal', detail: 'Try again; the server’s log says more.' });
}
