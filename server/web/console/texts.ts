import { createTexts } from '../i18n.ts';
import { accountChinese, accountEnglish } from './texts/account.ts';
import { campaignsChinese, campaignsEnglish } from './texts/campaigns.ts';
import { funnelChinese, funnelEnglish } from './texts/funnel.ts';
import { settingsChinese, settingsEnglish } from './texts/settings.ts';
import { sharedChinese, sharedEnglish } from './texts/shared.ts';
import { storesChinese, storesEnglish } from './texts/stores.ts';

const english = {
  ...sharedEnglish,
  ...accountEnglish,
  ...funnelEnglish,
  ...campaignsEnglish,
  ...storesEnglish,
  ...settingsEnglish,
};

const chinese: typeof english = {
  ...sharedChinese,
  ...accountChinese,
  ...funnelChinese,
  ...campaignsChinese,
  ...storesChinese,
  ...settingsChinese,
};

/** The console's texts, in the language that was chosen. */
export const texts = createTexts(english, chinese);
export const t = texts.t;
export type ConsoleKey = Parameters<typeof t>[0];
