import { type Static, Type } from 'typebox';
import { Role, Site } from './site.ts';

const Millis = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970' });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const Email = Type.String({ maxLength: 200, pattern: '^[^\\s@]+@[^\\s@]+$' });
export const Password = Type.String({ minLength: 10, maxLength: 200 });

/** `POST /v1/setup`: the first owner, by the one-time link that the server prints. Signs in. */
export const SetupInput = Type.Object({
  secret: Type.String({ maxLength: 100 }),
  email: Email,
  password: Password,
});
export type SetupInput = Static<typeof SetupInput>;

/** `POST /v1/session` */
export const SignInInput = Type.Object({ email: Email, password: Type.String({ maxLength: 200 }) });
export type SignInInput = Static<typeof SignInInput>;

/** `GET /v1/session`: who am I, and what may I see? 401 `notSignedIn` for nobody. */
export const Session = Type.Object({
  email: Nullable(Type.String({ description: 'Null for a paired extension' })),
  sites: Type.Array(Type.Object({ site: Site, role: Role })),
  mayCreateSites: Type.Boolean(),
});
export type Session = Static<typeof Session>;

/** `GET /v1/setup`: whether the first owner is still to come. */
export const SetupState = Type.Object({ needed: Type.Boolean() });
export type SetupState = Static<typeof SetupState>;

/** `…/members`: people with a password. An invitation is a link with a secret in its fragment, good for 7 days. */
export const Member = Type.Object({
  id: Type.String(),
  email: Type.String(),
  role: Role,
  joined: Type.Boolean(),
});
export type Member = Static<typeof Member>;
export const MemberInput = Type.Object({
  email: Email,
  role: Type.Union([Type.Literal('owner'), Type.Literal('marketer')]),
});
export type MemberInput = Static<typeof MemberInput>;
export const Invitation = Type.Object({ link: Type.String(), expiresAt: Millis });
export type Invitation = Static<typeof Invitation>;

/** `POST /v1/invitations/accept`: chooses a password, or gives that of the account with this e-mail. Signs in. */
export const AcceptInput = Type.Object({ secret: Type.String({ maxLength: 100 }), password: Password });
export type AcceptInput = Static<typeof AcceptInput>;

/** `POST …/pairings`: a code for the extension: works once, for ten minutes. */
export const Pairing = Type.Object({
  code: Type.String({ description: 'XXXX-XXXX-XXXX-XXXX, 80 bits' }),
  expiresAt: Millis,
});
export type Pairing = Static<typeof Pairing>;

/** `POST /v1/pairing`: the extension trades the code for a token that reads, and adds placements. */
export const PairInput = Type.Object({
  code: Type.String({ maxLength: 40 }),
  label: Type.String({ maxLength: 80, description: 'How the token shows in the console' }),
});
export type PairInput = Static<typeof PairInput>;
export const Paired = Type.Object({ token: Type.String(), sites: Type.Array(Site) });
export type Paired = Static<typeof Paired>;

/** `…/tokens`: what is paired. The token itself is never shown again. */
export const Token = Type.Object({
  id: Type.String(),
  label: Type.String(),
  createdAt: Millis,
  lastUsedAt: Nullable(Millis),
});
export type Token = Static<typeof Token>;
