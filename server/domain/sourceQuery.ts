import { ruleOf, type SourceRule } from '../../shared/sourceRule.ts';
import type { FunnelQuery } from '../../shared/wire/funnel.ts';

/** Which sources a funnel is asked for by their names. */
export function ruleOfQuery(query: FunnelQuery): SourceRule {
  return ruleOf({
    source: query.utmSource ?? null,
    medium: query.utmMedium ?? null,
    campaign: query.utmCampaign ?? null,
    content: query.utmContent ?? null,
    term: query.utmTerm ?? null,
  });
}
