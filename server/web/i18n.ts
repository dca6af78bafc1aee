import i18next from 'i18next';

/** The languages that the pages speak. */
export const LANGUAGES = ['en', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Flat texts: `{ 'funnel.title': 'Funnel', 'visitor_one': '{{count}} visitor', 'visitor_other': … }`. */
export type Dictionary = Record<string, string>;

/** Exactly the keys of another dictionary: a missing or a surplus translation does not compile. */
export type Translation<English extends Dictionary> = { [Key in keyof English]: string };

/** Keys as they are asked for: plural forms go by the key without their suffix. */
export type TextKey<English extends Dictionary> = {
  [Key in keyof English & string]: Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;
}[keyof English & string];

type TextValues = Record<string, string | number>;

export interface Texts<English extends Dictionary> {
  /** The text of a key with its `{{values}}` filled in; `count` chooses the plural form. */
  t: (key: TextKey<English>, values?: TextValues) => string;
  language: () => Language;
  /** For numbers and dates: the language as the reader's own region writes it, `en-GB`. */
  locale: () => string;
  /** Changes and remembers the language; `changed` of `onLanguage` is called. */
  setLanguage: (language: Language) => void;
  onLanguage: (changed: () => void) => void;
}

const STORED = 'backstamp.language';

/** The language that was chosen on this device, else the first of the browser's that we speak, else English. */
function preferredLanguage(): Language {
  const stored = readStored();
  const wanted = [...(stored ? [stored] : []), ...navigator.languages];
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

/** The texts of one page. Values are not escaped here: the pages' library escapes whatever it shows. */
export function createTexts<English extends Dictionary>(
  english: English,
  chinese: Translation<English>,
): Texts<English> {
  const i18n = i18next.createInstance();
  void i18n.init({
    lng: preferredLanguage(),
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: english }, 'zh-CN': { translation: chinese } },
  });
  // TextKey has checked the key already; the library's own inference cannot see through our dictionaries.
  const text = i18n.t as (key: string, values: TextValues) => string;
  document.documentElement.lang = i18n.language;
  return {
    t: (key, values = {}) => text(key, values),
    language: () => i18n.language as Language,
    locale: () => regional(i18n.language),
    setLanguage(language) {
      writeStored(language);
      document.documentElement.lang = language;
      void i18n.changeLanguage(language);
    },
    onLanguage: (changed) => i18n.on('languageChanged', changed),
  };
}

/** The reader's own variant of a language, where the browser names one. */
function regional(language: string): string {
  const [base = language] = language.split('-');
  return navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === base) ?? language;
}

// Where storage is blocked the choice lasts as long as the page.
function readStored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function writeStored(language: Language): void {
  try {
    localStorage.setItem(STORED, language);
  } catch {}
}
