import { createTexts } from '../i18n.ts';
import { accountChinese, accountEnglish } from './texts/account.ts';
import { attributionChinese, attributionEnglish } from './texts/attribution.ts';
import { campaignsChinese, campaignsEnglish } from './texts/campaigns.ts';
import { channelsChinese, channelsEnglish } from './texts/channels.ts';
import { exportsChinese, exportsEnglish } from './texts/exports.ts';
import { funnelChinese, funnelEnglish } from './texts/funnel.ts';
import { participationChinese, participationEnglish } from './texts/participation.ts';
import { pathsChinese, pathsEnglish } from './texts/paths.ts';
import { placementsChinese, placementsEnglish } from './texts/placements.ts';
import { platformsChinese, platformsEnglish } from './texts/platforms.ts';
import { redemptionsChinese, redemptionsEnglish } from './texts/redemptions.ts';
import { returnsChinese, returnsEnglish } from './texts/returns.ts';
import { settingsChinese, settingsEnglish } from './texts/settings.ts';
import { sharedChinese, sharedEnglish } from './texts/shared.ts';
import { siteRulesChinese, siteRulesEnglish } from './texts/siteRules.ts';
import { spendChinese, spendEnglish } from './texts/spend.ts';
import { storesChinese, storesEnglish } from './texts/stores.ts';

const english = {
  ...sharedEnglish,
  ...accountEnglish,
  ...funnelEnglish,
  ...attributionEnglish,
  ...participationEnglish,
  ...pathsEnglish,
  ...channelsEnglish,
  ...campaignsEnglish,
  ...placementsEnglish,
  ...platformsEnglish,
  ...storesEnglish,
  ...spendEnglish,
  ...exportsEnglish,
  ...settingsEnglish,
  ...siteRulesEnglish,
  ...redemptionsEnglish,
  ...returnsEnglish,
};

const chinese: typeof english = {
  ...sharedChinese,
  ...accountChinese,
  ...funnelChinese,
  ...attributionChinese,
  ...participationChinese,
  ...pathsChinese,
  ...channelsChinese,
  ...campaignsChinese,
  ...placementsChinese,
  ...platformsChinese,
  ...storesChinese,
  ...spendChinese,
  ...exportsChinese,
  ...settingsChinese,
  ...siteRulesChinese,
  ...redemptionsChinese,
  ...returnsChinese,
};

/** The console's texts, in the language that was chosen. */
export const texts = createTexts(english, chinese);
export const t = texts.t;
export type ConsoleKey = Parameters<typeof t>[0];
