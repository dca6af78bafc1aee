/** Who sends a request, as far as its cookie or token proves it. */
export type Actor =
  | { type: 'nobody' }
  /** A person with a password; roles by site. */
  | {
      type: 'user';
      userId: string;
      email: string;
      mayCreateSites: boolean;
      roles: Map<string, 'owner' | 'marketer'>;
    }
  /** A paired extension: reads the sites it was paired for, and adds placements to them where it may. */
  | { type: 'token'; tokenId: string; siteIds: string[]; mayPlace: boolean }
  /** An enrolled till device, with the clerk who is signed in on it. */
  | {
      type: 'device';
      siteId: string;
      deviceId: string;
      storeId: string;
      clerk: { id: string; name: string } | null;
    };

/** Who may use a route. `token` reads like a marketer; owners may all that marketers may. */
export type Access =
  /** Anyone at all. */
  | 'public'
  /** Any signed-in person. */
  | 'user'
  /** Any signed-in person or paired extension. */
  | 'reader'
  /** Who may create sites. */
  | 'founder'
  /** An enrolled device, with or without a clerk. */
  | 'device'
  /** Of the site in the path: */
  | 'site:owner'
  | 'site:marketer'
  | 'site:reader'
  /** A marketer, or an extension that may add placements. */
  | 'site:placer'
  /** A clerk who is signed in on a device of the site's. */
  | 'site:clerk'
  /** Such a clerk, or who may what marketers may. */
  | 'site:clerkOrMarketer';

/** Whether an actor may use a route; `siteId` is the site in its path. */
export function mayUse(access: Access, actor: Actor, siteId: string | undefined): boolean {
  const role = actor.type === 'user' && siteId !== undefined ? actor.roles.get(siteId) : undefined;
  switch (access) {
    case 'public':
      return true;
    case 'user':
      return actor.type === 'user';
    case 'reader':
      return actor.type === 'user' || actor.type === 'token';
    case 'founder':
      return actor.type === 'user' && actor.mayCreateSites;
    case 'device':
      return actor.type === 'device';
    case 'site:owner':
      return role === 'owner';
    case 'site:marketer':
      return role !== undefined;
    case 'site:reader':
      return role !== undefined || isPairedFor(actor, siteId);
    case 'site:placer':
      return role !== undefined || (isPairedFor(actor, siteId) && actor.mayPlace);
    case 'site:clerk':
      return isClerk(actor, siteId);
    case 'site:clerkOrMarketer':
      return role !== undefined || isClerk(actor, siteId);
  }
}

function isPairedFor(actor: Actor, siteId: string | undefined): actor is Extract<Actor, { type: 'token' }> {
  return actor.type === 'token' && siteId !== undefined && actor.siteIds.includes(siteId);
}

function isClerk(actor: Actor, siteId: string | undefined): boolean {
  return actor.type === 'device' && actor.siteId === siteId && actor.clerk !== null;
}
