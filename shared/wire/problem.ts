import { type Static, Type } from 'typebox';
import { REFUSALS } from '../refusals.ts';
import { Refused } from './till.ts';

/** Every code that an error answer can carry. Codes are stable; titles and details are for people. */
export const PROBLEM_CODES = [
  'badJson',
  'invalidInput',
  'tooLarge',
  'unsupportedType',
  'unknownSite',
  'foreignOrigin',
  'badSignature',
  'notSignedIn',
  'wrongCredentials',
  'locked',
  'notAllowed',
  'crossOrigin',
  'notFound',
  'conflict',
  'idempotencyMismatch',
  'tooManyRequests',
  'busy',
  'internal',
  // Why a redemption is refused: the problem then also carries `refusal`.
  ...REFUSALS,
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** An RFC 9457 problem document: the body of every answer with a status of 400 or more. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A link to what this code means' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.Enum(PROBLEM_CODES),
    detail: Type.Optional(Type.String({ description: 'What to do about it, in one sentence' })),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
        description: 'Which fields are wrong, and how',
      }),
    ),
    refusal: Type.Optional(Refused),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;
