import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { ProblemError } from '../../../shared/client.ts';
import type { Session } from '../../../shared/wire/account.ts';
import { getSession, getSetup } from '../api.ts';
import { Door } from './account/Door.tsx';
import { Join } from './account/Join.tsx';
import { SetUp } from './account/SetUp.tsx';
import { SignIn } from './account/SignIn.tsx';
import { navigate, usePlace } from './location.ts';
import { SignedIn } from './SignedIn.tsx';
import { SessionContext } from './session.ts';
import { t } from './texts.ts';
import { Failure, Loading } from './ui/Notice.tsx';

type Who =
  | { state: 'asking' }
  | { state: 'failed'; error: unknown }
  | { state: 'nobody'; setupNeeded: boolean }
  | { state: 'somebody'; session: Session };

/** Finds out who is here, and shows the door or the house. */
export function App() {
  const { path } = usePlace();
  const [who, setWho] = useState<Who>({ state: 'asking' });
  const ask = useCallback(() => void findOut().then(setWho), []);
  useEffect(ask, [ask]);

  const entered = () => {
    if (path === '/setup' || path === '/join') navigate('/', { replace: true });
    ask();
  };
  if (path === '/setup') return <SetUp entered={entered} />;
  if (path === '/join') return <Join entered={entered} />;
  if (who.state === 'somebody') return <House session={who.session} setWho={setWho} />;
  if (who.state === 'nobody') return <SignIn entered={entered} setupNeeded={who.setupNeeded} />;
  return (
    <Door title={who.state === 'failed' ? t('failed') : ''}>
      {who.state === 'failed' ? <Failure error={who.error} retry={ask} /> : <Loading />}
    </Door>
  );
}

function House({ session, setWho }: { session: Session; setWho: (who: Who) => void }) {
  const state = useMemo(
    () => ({
      session,
      setSession: (changed: Session) => setWho({ state: 'somebody', session: changed }),
      ended: () => setWho({ state: 'nobody', setupNeeded: false }),
    }),
    [session, setWho],
  );
  return (
    <SessionContext.Provider value={state}>
      <SignedIn />
    </SessionContext.Provider>
  );
}

async function findOut(): Promise<Who> {
  try {
    return { state: 'somebody', session: await getSession() };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 401) return { state: 'failed', error };
  }
  return getSetup().then(
    ({ needed }) => ({ state: 'nobody', setupNeeded: needed }),
    (error: unknown) => ({ state: 'failed', error }),
  );
}
