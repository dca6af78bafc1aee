import type { CampaignRule } from '../../../../shared/wire/site.ts';

/** The fields of a rule in the order in which people think of them. */
export const RULE_FIELDS = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'referrerHost',
] as const satisfies (keyof CampaignRule)[];

/** A rule while it is typed: every field a text, perhaps empty. */
export type TypedRule = Record<(typeof RULE_FIELDS)[number], string>;

export function typedRule(rule: CampaignRule = {}): TypedRule {
  return Object.fromEntries(RULE_FIELDS.map((field) => [field, rule[field] ?? ''])) as TypedRule;
}

/** The rules that say something; a field left empty asks for nothing. */
export function readRules(typed: TypedRule[]): CampaignRule[] {
  return typed
    .map((rule) =>
      RULE_FIELDS.map((field) => [field, rule[field].trim()] as const).filter(([, text]) => text),
    )
    .filter((pairs) => pairs.length > 0)
    .map((pairs) => Object.fromEntries(pairs));
}
