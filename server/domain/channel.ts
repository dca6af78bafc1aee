import type { Channel } from '../../shared/channels.ts';
import type { ChannelRule } from '../../shared/wire/site.ts';
import { matchesRule } from './campaign.ts';
import { describeHost, describeSource } from './hosts.ts';
import type { PlatformKind } from './platform.ts';
import { isDirect, type Source } from './source.ts';

/** What the groups look at. */
interface Traits {
  source: string;
  medium: string;
  campaign: string;
  kind: PlatformKind | null;
}

const PAID = /^(?:.*cp.*|ppc|retargeting|paid.*)$/;
const SHOPPING = /^(?:.*(?:(?:[^a-df-z]|^)shop|shopping).*)$/;
const MAIL = /^e[-_ ]?mail$/;
const DISPLAY = ['display', 'banner', 'expandable', 'interstitial', 'cpm'];
const SOCIAL = ['social', 'social-network', 'social-media', 'sm', 'social network', 'social media'];
const ASSISTANT = ['ai', 'ai-assistant', 'ai assistant', 'ai_assistant', 'llm'];
const NOTHING = ['', '(none)', '(not set)'];

const isPaid = ({ medium }: Traits) => PAID.test(medium);
const isShopping = ({ kind, campaign }: Traits) => kind === 'shopping' || SHOPPING.test(campaign);

/**
 * GA4's default channel groups in its order, by its rules (support.google.com/analytics/answer/9756891), and
 * one for AI assistants.
 */
const GROUPS: readonly [channel: Channel, fits: (traits: Traits) => boolean][] = [
  ['direct', ({ source, medium }) => source === '(direct)' && NOTHING.includes(medium)],
  ['crossNetwork', ({ campaign }) => campaign.includes('cross-network')],
  ['paidShopping', (traits) => isPaid(traits) && isShopping(traits)],
  ['paidSearch', (traits) => isPaid(traits) && traits.kind === 'search'],
  ['paidSocial', (traits) => isPaid(traits) && traits.kind === 'social'],
  ['paidVideo', (traits) => isPaid(traits) && traits.kind === 'video'],
  ['display', ({ medium }) => DISPLAY.includes(medium)],
  ['paidOther', isPaid],
  ['aiAssistants', ({ kind, medium }) => kind === 'assistant' || ASSISTANT.includes(medium)],
  ['organicShopping', isShopping],
  ['organicSocial', ({ kind, medium }) => kind === 'social' || SOCIAL.includes(medium)],
  ['organicVideo', ({ kind, medium }) => kind === 'video' || medium.includes('video')],
  ['organicSearch', ({ kind, medium }) => kind === 'search' || medium === 'organic'],
  ['referral', ({ medium }) => ['referral', 'app', 'link'].includes(medium)],
  ['email', ({ source, medium }) => MAIL.test(source) || MAIL.test(medium)],
  ['affiliates', ({ medium }) => /^affiliates?$/.test(medium)],
  ['audio', ({ medium }) => medium === 'audio'],
  ['sms', ({ source, medium }) => source === 'sms' || medium === 'sms'],
  [
    'push',
    ({ source, medium }) =>
      medium.endsWith('push') || /mobile|notification/.test(medium) || source === 'firebase',
  ],
];

/**
 * The channel of a source: the site's own rules first, then the groups in their order. Derived whenever it is
 * read and never stored: a new rule holds for the past too.
 */
export function channelOf(source: Source, rules: readonly ChannelRule[]): Channel {
  const own = rules.find(({ match }) => matchesRule(match, source));
  if (own) return own.channel;
  if (isDirect(source)) return 'direct';
  const traits = traitsOf(source);
  return GROUPS.find(([, fits]) => fits(traits))?.[0] ?? 'unassigned';
}

function traitsOf({ source, medium, campaign, referrerHost }: Source): Traits {
  const isReferred = referrerHost !== null && (source === null || source === referrerHost);
  const platform = isReferred ? describeHost(referrerHost) : source === null ? null : describeSource(source);
  const kind = platform?.kind ?? null;
  return {
    source: (source ?? referrerHost ?? '').toLowerCase(),
    medium: (medium ?? (isReferred ? mediumOfLink(kind) : '')).toLowerCase(),
    campaign: (campaign ?? '').toLowerCase(),
    kind,
  };
}

/** The medium of a link that was not tagged. */
function mediumOfLink(kind: PlatformKind | null): string {
  if (kind === 'email') return 'email';
  return kind === 'ads' ? 'cpc' : 'referral';
}
