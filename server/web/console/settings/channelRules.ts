import type { Channel } from '../../../../shared/channels.ts';
import type { ChannelRule } from '../../../../shared/wire/site.ts';
import { t } from '../texts.ts';
import { InvalidFields } from '../ui/useForm.ts';

/** What a rule may look at, in the order in which people think of it. */
export const CHANNEL_RULE_FIELDS = [
  'source',
  'medium',
  'campaign',
  'referrerHost',
] as const satisfies (keyof ChannelRule['match'])[];

/** A rule while it is typed: every field a text, perhaps empty. */
export type TypedChannelRule = Record<(typeof CHANNEL_RULE_FIELDS)[number], string> & { channel: Channel };

export function typedChannelRule(rule?: ChannelRule): TypedChannelRule {
  const { source = '', medium = '', campaign = '', referrerHost = '' } = rule?.match ?? {};
  return { source, medium, campaign, referrerHost, channel: rule?.channel ?? 'paidOther' };
}

/** The rules as they are typed; a field left empty asks for nothing. Throws InvalidFields for one that says nothing. */
export function readChannelRules(typed: readonly TypedChannelRule[]): ChannelRule[] {
  const rules = typed.map((rule) => ({
    match: Object.fromEntries(
      CHANNEL_RULE_FIELDS.map((field) => [field, rule[field].trim()] as const).filter(([, text]) => text),
    ),
    channel: rule.channel,
  }));
  const wrong = rules.flatMap(({ match }, index) =>
    Object.keys(match).length === 0 ? [[`channelRules.${index}`, t('channels.empty')]] : [],
  );
  if (wrong.length > 0) throw new InvalidFields(Object.fromEntries(wrong));
  return rules;
}
