import type { Funnel } from '../../../../shared/wire/funnel.ts';
import { setQuery } from '../location.ts';
import { t } from '../texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { campaignsOf } from './source.ts';

/** The funnel of one campaign: of all sources whose links carry its name. Nothing to choose where none does. */
export function CampaignChoice({ chosen, funnel }: { chosen: string | null; funnel: Funnel | null }) {
  const met = funnel ? campaignsOf(funnel.sources) : [];
  const all = chosen === null || met.includes(chosen) ? met : [...met, chosen];
  if (all.length === 0) return null;
  return (
    <div class="choices">
      <Choice
        label={t('by.campaign')}
        value={chosen ?? ''}
        options={[['', t('filters.all')], ...all.map((name): [string, string] => [name, name])]}
        onChoice={(utmCampaign) => setQuery({ utmCampaign: utmCampaign || null })}
      />
    </div>
  );
}
