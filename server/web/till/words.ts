import { createTexts, type TextKey } from '../i18n.ts';
import { english } from './words.en.ts';
import { chinese } from './words.zh.ts';

export type TillKey = TextKey<typeof english>;

export const texts = createTexts(english, chinese);
export const { t, language } = texts;
