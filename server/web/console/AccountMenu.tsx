import { useEffect, useRef, useState } from 'preact/hooks';
import { signOut } from '../api.ts';
import { LANGUAGES, type Language } from '../i18n.ts';
import { chooseTheme, chosenTheme, THEMES, type Theme } from '../theme.ts';
import { navigate } from './location.ts';
import { explain, isSignedOut } from './problem.ts';
import { useSession } from './session.ts';
import { t, texts } from './texts.ts';
import { Icon } from './ui/Icon.tsx';

const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' };

/** Who is signed in; language, theme, another site, the way out. */
export function AccountMenu() {
  const { session } = useSession();
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const listening = new AbortController();
    closeOutside(details, listening.signal);
    return () => listening.abort();
  }, []);
  return (
    <details class="account" ref={details}>
      <summary>
        <Icon name="account" />
        <span class="visually-hidden">{t('account.menu')}</span>
        <span class="email">{session.email}</span>
      </summary>
      <div class="account-panel">
        <p class="muted">{session.email}</p>
        <LanguageChoice />
        <ThemeChoice />
        {session.mayCreateSites && <a href="/new-site">{t('site.new')}</a>}
        <SignOut />
      </div>
    </details>
  );
}

function closeOutside(details: { current: HTMLDetailsElement | null }, signal: AbortSignal): void {
  document.addEventListener(
    'click',
    ({ target }) => {
      const menu = details.current;
      if (
        menu?.open &&
        target instanceof Node &&
        (!menu.contains(target) || target instanceof HTMLAnchorElement)
      )
        menu.open = false;
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key !== 'Escape' || !details.current?.open) return;
      details.current.open = false;
      details.current.querySelector('summary')?.focus();
    },
    { signal },
  );
}

/** In the menu and at the door alike. */
export function LanguageChoice() {
  return (
    <select
      aria-label={t('account.language')}
      value={texts.language()}
      onChange={(event) => texts.setLanguage(event.currentTarget.value as Language)}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language}>
          {LANGUAGE_NAMES[language]}
        </option>
      ))}
    </select>
  );
}

function ThemeChoice() {
  return (
    <select
      aria-label={t('account.theme')}
      value={chosenTheme()}
      onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}
    >
      {THEMES.map((theme) => (
        <option key={theme} value={theme}>
          {t(`theme.${theme}`)}
        </option>
      ))}
    </select>
  );
}

function SignOut() {
  const { ended } = useSession();
  const [failure, setFailure] = useState('');
  async function leave(): Promise<void> {
    try {
      await signOut();
    } catch (error) {
      if (!isSignedOut(error)) return setFailure(explain(error));
    }
    navigate('/', { replace: true });
    ended();
  }
  return (
    <>
      <button type="button" class="small" onClick={() => void leave()}>
        {t('account.signOut')}
      </button>
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}
