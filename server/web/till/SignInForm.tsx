import { useRef, useState } from 'preact/hooks';
import { ProblemError } from '../../../shared/client.ts';
import type { TillState } from '../../../shared/wire/till.ts';
import { signInClerk } from '../api.ts';
import { Clerks } from './Clerks.tsx';
import { troubleOf } from './trouble.ts';
import { troubleWords } from './troubleWords.ts';
import { t } from './words.ts';

interface Props {
  state: TillState;
  /** The clerk to choose beforehand; with a single clerk that one is. */
  preferred: string | null;
  onSignedIn: (state: TillState) => void;
  /** Asks the server anew what this device and its clerks are. */
  onLost: () => Promise<void>;
}

/** Name and PIN. A locked name is shown and cannot be chosen. */
export function SignInForm({ state, preferred, onSignedIn, onLost }: Props) {
  const { clerks } = state;
  const pin = useRef<HTMLInputElement>(null);
  const [chosen, choose] = useState(preferred ?? (clerks.length === 1 ? (clerks[0]?.id ?? null) : null));
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const clerk = clerks.find(({ id, locked }) => id === chosen && !locked);
  const submit = async (event: Event) => {
    event.preventDefault();
    const field = pin.current;
    if (!field || busy) return;
    const problem = clerk ? pinProblem(field.value) : t('sign.choose');
    if (problem || !clerk) return setWrong(problem);
    setBusy(true);
    await signInClerk({ clerkId: clerk.id, pin: field.value }).then(onSignedIn, async (error: unknown) => {
      field.value = '';
      setWrong(failure(error, clerk.name));
      if (isStale(error)) await onLost();
    });
    setBusy(false);
    pin.current?.focus();
  };
  return (
    <form class="sign-in" onSubmit={submit}>
      <Clerks clerks={clerks} chosen={chosen} choose={choose} goOn={() => pin.current?.focus()} />
      {clerks.some(({ locked }) => locked) && <p class="muted">{t('sign.lockedNext')}</p>}
      <label for="pin">{clerk ? t('sign.pin', { name: clerk.name }) : t('sign.pinNobody')}</label>
      <input
        id="pin"
        ref={pin}
        class="pin"
        type="password"
        inputMode="numeric"
        autocomplete="off"
        maxLength={8}
        aria-invalid={wrong !== ''}
        aria-describedby="pin-wrong"
        autofocus={chosen !== null}
        onInput={() => setWrong('')}
      />
      <p id="pin-wrong" role="alert" class="bad">
        {wrong}
      </p>
      <button type="submit" class="primary" disabled={busy}>
        {t('sign.go')}
      </button>
    </form>
  );
}

function pinProblem(pin: string): string {
  return /^\d{4,8}$/.test(pin) ? '' : t('sign.pinForm');
}

function failure(error: unknown, name: string): string {
  const code = error instanceof ProblemError ? error.problem.code : null;
  if (code === 'wrongCredentials') return `${t('sign.wrong')} ${t('sign.wrongNext')}`;
  if (code === 'locked') return t('sign.nowLocked', { name });
  const trouble = troubleOf(error);
  const { sentence, next } = troubleWords(trouble === 'signedOut' ? 'other' : trouble, false);
  return `${sentence} ${next}`;
}

/** Whether what this page knows of its clerks, or of the device itself, is out of date. */
function isStale(error: unknown): boolean {
  return error instanceof ProblemError && ['locked', 'notSignedIn'].includes(error.problem.code);
}
