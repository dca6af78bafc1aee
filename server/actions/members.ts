import type { Member, MemberInput, Session } from '../../shared/wire/account.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { findUser, insertUser, type User } from '../store/accounts.ts';
import {
  addMember,
  deleteInvitation,
  deleteMember,
  findInvitation,
  insertInvitation,
  loadInvitations,
  loadMembers,
  loadRole,
  lockOwners,
} from '../store/members.ts';
import { loadTokens, takeSiteFromToken } from '../store/tokens.ts';
import { type NewSignIn, readEmail, signInAs } from './accounts.ts';
import type { ActionContext } from './context.ts';

/** How long an invitation is good. */
const INVITATION_MS = 7 * 86_400_000;
const LISTED = 500;

/** The site's people, and those who are invited. */
export async function listMembers(
  { db }: ActionContext,
  { siteId, now }: { siteId: string; now: number },
): Promise<Outcome<{ members: Member[] }>> {
  const members = await loadMembers(db, siteId, LISTED);
  const invited = await loadInvitations(db, siteId, now, LISTED);
  return done({
    members: [
      ...members.map((member) => ({ ...member, joined: true })),
      ...invited.map(({ id, email, role }) => ({ id, email, role, joined: false })),
    ],
  });
}

export async function invite(
  { db, chance }: ActionContext,
  { siteId, input, secretHash, now }: { siteId: string; input: MemberInput; secretHash: string; now: number },
): Promise<Outcome<{ expiresAt: number }>> {
  const email = readEmail(input.email);
  const members = await loadMembers(db, siteId, LISTED);
  const invited = await loadInvitations(db, siteId, now, LISTED);
  if (members.some((member) => member.email === email)) {
    return failed(
      'conflict',
      'This person is a member already: to change the role, remove them and invite again.',
    );
  }
  if (members.length + invited.length >= LISTED)
    return failed('conflict', `A site has at most ${LISTED} members.`);
  const expiresAt = now + INVITATION_MS;
  await insertInvitation(
    db,
    siteId,
    { id: chance.id(), email, role: input.role, secretHash, expiresAt },
    now,
  );
  return done({ expiresAt });
}

/** What is needed to check the password of who was invited; no hash where the account is still to be made. */
export async function loadInvited(
  { db }: ActionContext,
  { siteId, secretHash, now }: { siteId: string; secretHash: string; now: number },
): Promise<Outcome<{ userId: string; passwordHash: string } | null>> {
  const invitation = await findInvitation(db, siteId, secretHash, now);
  if (!invitation) return noInvitation();
  const user = await findUser(db, invitation.email);
  return done(user && { userId: user.id, passwordHash: user.passwordHash });
}

/** Who comes in by an invitation: an account whose password was checked, or a new one. */
export type Joining = { userId: string } | { passwordHash: string };

/** Joins the site and signs in. An invitation works once. */
export async function acceptInvitation(
  { db, chance }: ActionContext,
  input: { siteId: string; secretHash: string; joining: Joining; signIn: NewSignIn },
): Promise<Outcome<Session>> {
  const { siteId, joining, signIn } = input;
  const invitation = await findInvitation(db, siteId, input.secretHash, signIn.now);
  const known = invitation && (await findUser(db, invitation.email));
  const checked = 'userId' in joining ? joining.userId : undefined;
  if (invitation && known?.id !== checked)
    return failed('conflict', 'The account was made just now: try again.');
  if (!invitation || !(await deleteInvitation(db, siteId, invitation.id))) return noInvitation();
  const user = known ?? newUser(chance.id(), invitation.email, joining);
  if (!known) await insertUser(db, user, signIn.now);
  await addMember(db, siteId, user.id, invitation.role);
  return done(await signInAs(db, user, signIn));
}

/** Removes a member, or takes an invitation back. Tells which of the site's tokens ended with it. */
export async function removeMember(
  { db }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<{ tokenIds: string[] }>> {
  if (await deleteInvitation(db, siteId, id)) return done({ tokenIds: [] });
  const owners = await lockOwners(db, siteId);
  const role = await loadRole(db, siteId, id);
  if (!role) return failed('notFound');
  if (role === 'owner' && owners === 1) {
    return failed('conflict', 'A site keeps at least one owner: invite another one first.');
  }
  await deleteMember(db, siteId, id);
  const tokens = await loadTokens(db, siteId, id, LISTED);
  for (const token of tokens) await takeSiteFromToken(db, siteId, token.id);
  return done({ tokenIds: tokens.map((token) => token.id) });
}

function newUser(id: string, email: string, joining: Joining): User {
  if (!('passwordHash' in joining)) throw new Error('an account without a password');
  return { id, email, passwordHash: joining.passwordHash, mayCreateSites: false };
}

function noInvitation() {
  return failed(
    'notFound',
    'This invitation was used or is out of date: ask the site’s owner for a new one.',
  );
}
