import { SPEND_KINDS, type Spend } from '../../../../shared/wire/spend.ts';
import { setQuery } from '../location.ts';
import { t } from '../texts.ts';
import { Choice } from '../ui/Choice.tsx';
import type { SpendView } from './view.ts';

/** Which platform, and which kind of cost: both lie in the address. */
export function SpendFilters({ view, periods }: { view: SpendView; periods: (Spend | null)[] }) {
  const met = periods.flatMap((spend) => spend?.platforms.map(({ platform }) => platform) ?? []);
  const chosen = view.platform === null ? [] : [view.platform];
  const platforms = [...new Set([...met, ...chosen])].sort();
  if (platforms.length === 0 && view.kind === null) return null;
  return (
    <div class="choices">
      <Choice
        label={t('spend.platform')}
        value={view.platform === null ? '' : `=${view.platform}`}
        options={[['', t('spend.any')], ...platforms.map((each): [string, string] => [`=${each}`, each])]}
        onChoice={(value) => setQuery({ platform: value === '' ? null : value.slice(1) })}
      />
      <Choice
        label={t('spend.kind')}
        value={view.kind ?? ''}
        options={[
          ['', t('spend.any')],
          ...SPEND_KINDS.map((each): [string, string] => [each, t(`spendKind.${each}`)]),
        ]}
        onChoice={(value) => setQuery({ kind: value || null })}
      />
    </div>
  );
}
