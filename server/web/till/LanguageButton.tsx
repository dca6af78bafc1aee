import { language, t, texts } from './words.ts';

/** Changes between the two languages; its own text is the other one's name. */
export function LanguageButton() {
  const other = language() === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" class="quiet small" lang={other} onClick={() => texts.setLanguage(other)}>
      {t('language')}
    </button>
  );
}
