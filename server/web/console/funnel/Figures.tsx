import type { Counts, Funnel } from '../../../../shared/wire/funnel.ts';
import { money, number } from '../say.ts';
import { t } from '../texts.ts';

const SHOWN = ['arrival', 'coupon', 'redemption', 'revenueMinor'] as const satisfies (keyof Counts)[];

/** The four numbers that people ask for first. */
export function Figures({ funnel, before }: { funnel: Funnel; before: Funnel | null }) {
  const say = (key: keyof Counts, value: number) =>
    key === 'revenueMinor' ? money(value, funnel.currency) : number(value);
  return (
    <dl class="figures">
      {SHOWN.map((key) => (
        <div key={key}>
          <dt>{t(`measure.${key}`)}</dt>
          <dd class={key === 'revenueMinor' || key === 'redemption' ? 'good' : undefined}>
            {say(key, funnel.counts[key])}
          </dd>
          {before && <dd class="before">{t('figures.before', { value: say(key, before.counts[key]) })}</dd>}
        </div>
      ))}
    </dl>
  );
}
