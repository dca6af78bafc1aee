import type { Actor } from '../domain/actor.ts';
import { findSignedIn } from '../store/accounts.ts';
import { findSignedInClerk } from '../store/clerks.ts';
import { findDevice } from '../store/devices.ts';
import { loadRoles } from '../store/members.ts';
import { findToken } from '../store/tokens.ts';
import type { ActionContext } from './context.ts';

/** A secret's hash, and the site that its text names. */
interface SiteCredential {
  siteId: string;
  hash: string;
}

/** What a request brought along, hashed. A bearer token comes first, then a device, then a person. */
export interface Credentials {
  bearer?: string;
  device?: SiteCredential;
  /** Of the clerk who is signed in on the device. */
  clerk?: SiteCredential;
  signIn?: string;
  now: number;
}

/** Who sends a request. Whatever is unknown, revoked or out of date is nobody. */
export async function authenticate(context: ActionContext, given: Credentials): Promise<Actor> {
  if (given.bearer) return asToken(context, given.bearer);
  if (given.device) return asDevice(context, given.device, given.clerk, given.now);
  return given.signIn ? asUser(context, given.signIn, given.now) : { type: 'nobody' };
}

async function asToken({ db }: ActionContext, hash: string): Promise<Actor> {
  const token = await findToken(db, hash);
  if (!token) return { type: 'nobody' };
  const { id: tokenId, siteIds, mayPlace } = token;
  return { type: 'token', tokenId, siteIds, mayPlace };
}

async function asDevice(
  { db }: ActionContext,
  { siteId, hash }: SiteCredential,
  clerkSignIn: SiteCredential | undefined,
  now: number,
): Promise<Actor> {
  const device = await findDevice(db, siteId, hash);
  if (!device) return { type: 'nobody' };
  const signIn = clerkSignIn && { tokenHash: clerkSignIn.hash, deviceId: device.id };
  const clerk = signIn ? await findSignedInClerk(db, siteId, signIn, now) : null;
  // A clerk is bound to one store, and so is a device.
  const isHere = clerk?.storeId === device.storeId;
  return {
    type: 'device',
    siteId,
    deviceId: device.id,
    storeId: device.storeId,
    clerk: clerk && isHere ? { id: clerk.id, name: clerk.name } : null,
  };
}

async function asUser({ db }: ActionContext, hash: string, now: number): Promise<Actor> {
  const user = await findSignedIn(db, hash, now);
  if (!user) return { type: 'nobody' };
  const { id: userId, email, mayCreateSites } = user;
  return { type: 'user', userId, email, mayCreateSites, roles: await loadRoles(db, userId) };
}
