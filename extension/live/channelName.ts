import type { Channel } from '../../shared/channels.ts';
import type { SourceLabel } from '../../shared/wire/funnel.ts';
import { type TextKey, t } from '../text.ts';

/** The text that names each channel; Direct has no need of it, as its source says the same. */
const CHANNEL_TEXT: Record<Exclude<Channel, 'direct'>, TextKey | undefined> = {
  crossNetwork: 'channelCrossNetwork',
  paidShopping: 'channelPaidShopping',
  paidSearch: 'channelPaidSearch',
  paidSocial: 'channelPaidSocial',
  paidVideo: 'channelPaidVideo',
  display: 'channelDisplay',
  paidOther: 'channelPaidOther',
  aiAssistants: 'channelAiAssistants',
  organicShopping: 'channelOrganicShopping',
  organicSocial: 'channelOrganicSocial',
  organicVideo: 'channelOrganicVideo',
  organicSearch: 'channelOrganicSearch',
  referral: 'channelReferral',
  email: 'channelEmail',
  affiliates: 'channelAffiliates',
  audio: 'channelAudio',
  sms: 'channelSms',
  push: 'channelPush',
  unassigned: 'channelUnassigned',
};

/** The channel of a source in the reader's language; empty for Direct, and where an older server tells none. */
export function channelName({ channel }: SourceLabel): string {
  const key = channel === 'direct' ? undefined : CHANNEL_TEXT[channel];
  return key ? t(key) : '';
}
