import type { CampaignInput, CampaignRule } from '../../shared/wire/site.ts';
import type { CampaignTerms } from './campaign.ts';
import { failed, type Outcome } from './outcome.ts';

/** What an owner sets of a campaign. */
export type CampaignSettings = Omit<CampaignTerms, 'id' | 'offers'> & { name: string };

/** Checks what an owner gives; of a campaign that is there, what is not given stays. */
export function decideCampaign(
  input: Partial<CampaignInput>,
  known: CampaignSettings | null,
  storeIds: ReadonlySet<string>,
): Outcome<CampaignSettings> {
  const settings: CampaignSettings = {
    name: (input.name ?? known?.name ?? '').trim(),
    isDefault: input.isDefault ?? known?.isDefault ?? false,
    rules: (input.rules ?? known?.rules ?? []).map(withoutBlanks),
    storeId: input.storeId === undefined ? (known?.storeId ?? null) : input.storeId,
    active: input.active ?? known?.active ?? true,
  };
  const errors = settings.rules.flatMap((rule, index) =>
    Object.keys(rule).length === 0
      ? [{ field: `rules/${index}`, message: 'must name at least one field' }]
      : [],
  );
  if (settings.name === '') errors.push({ field: 'name', message: 'must not be empty' });
  if (!settings.isDefault && settings.rules.length === 0) {
    errors.push({ field: 'rules', message: 'must not be empty, unless the campaign is the default one' });
  }
  if (settings.storeId !== null && !storeIds.has(settings.storeId)) {
    errors.push({ field: 'storeId', message: 'must be a store of this site' });
  }
  if (errors.length > 0) return failed('invalidInput', 'Mend the fields that `errors` names.', { errors });
  return { ok: true, value: settings };
}

const RULE_FIELDS = ['source', 'medium', 'campaign', 'content', 'term', 'referrerHost'] as const;

/** A field left blank is one that is not given: it would match nothing. */
function withoutBlanks(rule: CampaignRule): CampaignRule {
  const given = RULE_FIELDS.map((field) => [field, rule[field]?.trim() ?? ''] as const);
  return Object.fromEntries(given.filter(([, pattern]) => pattern !== ''));
}
