import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '../../../shared/wire/account.ts';
import type { Role, Site } from '../../../shared/wire/site.ts';

/** Who is signed in, and how to say that this has changed. */
export interface SessionState {
  session: Session;
  setSession: (session: Session) => void;
  /** The server no longer knows the session, or it was ended here. */
  ended: () => void;
}

export const SessionContext = createContext<SessionState | null>(null);

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error('useSession outside of a signed-in page');
  return state;
}

/** The site that the page is about, and what its reader may do there. */
export interface SiteState {
  site: Site;
  /** Marketers look at everything and change nothing. */
  role: Role;
  setSite: (site: Site) => void;
}

export const SiteContext = createContext<SiteState | null>(null);

export function useSite(): SiteState {
  const state = useContext(SiteContext);
  if (!state) throw new Error('useSite outside of a site’s page');
  return state;
}
