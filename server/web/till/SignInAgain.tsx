import { useEffect, useRef, useState } from 'preact/hooks';
import type { TillState } from '../../../shared/wire/till.ts';
import { SignInForm } from './SignInForm.tsx';
import { t } from './words.ts';

interface Props {
  state: TillState;
  onSignedIn: (state: TillState) => void;
  onLost: () => Promise<void>;
}

/** Asks for the PIN over the counter when a session has expired, so that the sale under it stays. */
export function SignInAgain({ state, onSignedIn, onLost }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Who it was: the state that comes back from the server no longer says.
  const [preferred] = useState(state.clerk?.id ?? null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="again-title" onCancel={(event) => event.preventDefault()}>
      <h2 id="again-title">{t('sign.expired')}</h2>
      <p class="muted">{t('sign.expiredText')}</p>
      <SignInForm state={state} preferred={preferred} onSignedIn={onSignedIn} onLost={onLost} />
    </dialog>
  );
}
