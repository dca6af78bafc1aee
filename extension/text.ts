import { createI18n } from '@wxt-dev/i18n';
import type english from './locales/en.json';

export type TextKey = keyof typeof english;

const i18n = createI18n();
const texts = new Map<TextKey, string>();

/** A text in the browser's language, with `$1`, `$2` … filled in. */
export function t(key: TextKey, ...fill: (string | number)[]): string {
  if (fill.length > 0) return i18n.t(key, fill);
  // The language never changes while a page lives, and each question to the browser takes its time.
  const text = texts.get(key) ?? i18n.t(key);
  texts.set(key, text);
  return text;
}
