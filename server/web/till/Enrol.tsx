import { useRef, useState } from 'preact/hooks';
import { LanguageButton } from './LanguageButton.tsx';
import type { Verdict } from './refusalWords.ts';
import type { Trouble } from './trouble.ts';
import { troubleWords } from './troubleWords.ts';
import { t } from './words.ts';

interface Props {
  initial: string;
  trouble: Trouble | null;
  enrol: (code: string) => Promise<void>;
}

/** For a device that the owner has not made a till yet. */
export function Enrol({ initial, trouble, enrol }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const code = field.current?.value.trim();
    if (!code || busy) return;
    setBusy(true);
    await enrol(code);
    setBusy(false);
    field.current?.focus();
  };
  const verdict = trouble && enrolWords(trouble);
  return (
    <main class="screen">
      <LanguageButton />
      <form class="sheet" onSubmit={submit}>
        <h1>{t('enrol.title')}</h1>
        <p class="muted">{t('enrol.text')}</p>
        <label for="device-code">{t('enrol.code')}</label>
        <input
          id="device-code"
          ref={field}
          class="device-code"
          defaultValue={initial}
          maxLength={40}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-invalid={verdict !== null}
          aria-describedby="enrol-verdict"
          autofocus
        />
        <p id="enrol-verdict" role="alert" class="bad">
          {verdict && `${verdict.sentence} ${verdict.next}`}
        </p>
        <button type="submit" class="primary" disabled={busy}>
          {t('enrol.go')}
        </button>
      </form>
    </main>
  );
}

/** Any answer of the server but "wait" means that the code is no good. */
function enrolWords(trouble: Trouble): Verdict {
  if (trouble === 'unreachable' || trouble === 'tooMany' || trouble === 'busy') {
    return troubleWords(trouble, false);
  }
  return { sentence: t('enrol.wrong'), next: t('enrol.wrongNext') };
}
