import { createI18n } from '@wxt-dev/i18n';
import type english from './locales/en.json';

export type TextKey = keyof typeof english;

const i18n = createI18n();

/** A text in the browser's language, with `$1`, `$2` … filled in. */
export function t(key: TextKey, ...fill: (string | number)[]): string {
  return fill.length > 0 ? i18n.t(key, fill) : i18n.t(key);
}
