import type { TillState } from '../../../shared/wire/till.ts';
import { LanguageButton } from './LanguageButton.tsx';
import { SignInForm } from './SignInForm.tsx';
import { t } from './words.ts';

interface Props {
  state: TillState;
  onSignedIn: (state: TillState) => void;
  onLost: () => Promise<void>;
}

/** The first screen of an enrolled till: who is there? */
export function SignIn({ state, onSignedIn, onLost }: Props) {
  return (
    <main class="screen">
      <LanguageButton />
      <div class="sheet">
        <p class="muted">
          {state.store.name} · {state.device}
        </p>
        <h1>{t('sign.title')}</h1>
        {state.clerks.length === 0 ? (
          <p>{t('sign.none')}</p>
        ) : (
          <SignInForm state={state} preferred={null} onSignedIn={onSignedIn} onLost={onLost} />
        )}
      </div>
    </main>
  );
}
