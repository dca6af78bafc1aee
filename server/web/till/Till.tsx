import { useCallback, useEffect, useState } from 'preact/hooks';
import type { TillState } from '../../../shared/wire/till.ts';
import { signOutClerk } from '../api.ts';
import { Counter } from './Counter.tsx';
import { Enrol } from './Enrol.tsx';
import { SignIn } from './SignIn.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import { TongueContext, tongueOf } from './tongue.ts';
import { type Till as TillHandle, useTill } from './useTill.ts';
import { t, texts } from './words.ts';

/** The page: first the device, then its clerk, then the counter. */
export function Till() {
  const till = useTill();
  useLanguage();
  useEffect(() => {
    document.title = t('title');
  });
  const { device } = till;
  if (device.is === 'loading') return <p class="screen muted">{t('loading')}</p>;
  if (device.is === 'unreachable') return <Unreachable retry={till.refresh} />;
  if (device.is === 'new') {
    return <Enrol initial={device.code} trouble={device.trouble} enrol={till.enrol} />;
  }
  return (
    <TongueContext.Provider value={tongueOf(device.state.site)}>
      <Enrolled till={till} state={device.state} key={device.state.store.id} />
    </TongueContext.Provider>
  );
}

/**
 * The counter stays where it is when a session expires, with the sale in it, and asks for the PIN over it;
 * only a clerk who signs out closes it.
 */
function Enrolled({ till, state }: { till: TillHandle; state: TillState }) {
  const { setState, refresh } = till;
  const [isOpen, setOpen] = useState(state.clerk !== null);
  const [expired, setExpired] = useState(false);
  const [signIns, setSignIns] = useState(0);
  const onExpired = useCallback(() => {
    setExpired(true);
    void refresh();
  }, [refresh]);
  const onSignedIn = (signedIn: TillState) => {
    setState(signedIn);
    setOpen(true);
    setExpired(false);
    setSignIns((count) => count + 1);
  };
  const signOut = async () => {
    // Without an answer the cookie may live on, but nobody can reach the counter from this page.
    await signOutClerk().catch(() => undefined);
    setOpen(false);
    setState({ ...state, clerk: null });
  };
  if (!isOpen) return <SignIn state={state} onSignedIn={onSignedIn} onLost={refresh} />;
  return (
    <>
      <Counter state={state} signIns={signIns} onExpired={onExpired} signOut={signOut} />
      {expired && <SignInAgain state={state} onSignedIn={onSignedIn} onLost={refresh} />}
    </>
  );
}

function Unreachable({ retry }: { retry: () => Promise<void> }) {
  return (
    <main class="screen">
      <div role="alert">
        <h1>{t('trouble.unreachable')}</h1>
        <p>{t('trouble.unreachableNext')}</p>
      </div>
      <button type="button" class="primary" onClick={() => void retry()}>
        {t('retry')}
      </button>
    </main>
  );
}

/** Draws the page again when its language changes. */
function useLanguage(): void {
  const [, redraw] = useState(0);
  useEffect(() => texts.onLanguage(() => redraw((count) => count + 1)), []);
}
