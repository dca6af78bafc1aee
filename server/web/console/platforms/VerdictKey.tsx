import { type PlatformReport, VERDICTS } from '../../../../shared/wire/platforms.ts';
import { number, percent } from '../say.ts';
import { t } from '../texts.ts';
import { VerdictBadge } from './VerdictBadge.tsx';

/** What each verdict means, with the numbers that it is held against. */
export function VerdictKey({ thresholds }: Pick<PlatformReport, 'thresholds'>) {
  const { leastTrials, mostBots, leastRedemptions, marginPercent, isMarginAssumed } = thresholds;
  return (
    <section class="card" aria-labelledby="verdict-key">
      <h2 id="verdict-key">{t('platforms.key')}</h2>
      <dl class="verdict-key">
        {VERDICTS.map((verdict) => (
          <div key={verdict}>
            <dt>
              <VerdictBadge verdict={verdict} />
            </dt>
            <dd>{t(`verdict.${verdict}.text`)}</dd>
          </div>
        ))}
      </dl>
      <p class="muted small-text">
        {t('platforms.how', { least: number(leastRedemptions) })}{' '}
        {t(isMarginAssumed ? 'platforms.noMargin' : 'platforms.margin', { margin: number(marginPercent) })}{' '}
        {t('platforms.limits', { least: number(leastTrials), most: percent(mostBots) })}
      </p>
    </section>
  );
}
