import { type StepRate, stepRates } from '../../../shared/funnelRates.ts';
import type { CountedStep, Team } from '../../../shared/steps.ts';
import type { Funnel } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { type TextKey, t } from '../../text.ts';

const STEP_NAME: Record<CountedStep, TextKey> = {
  arrival: 'stepArrival',
  product: 'stepProduct',
  engagement: 'stepEngagement',
  intent: 'stepIntent',
  coupon: 'stepCoupon',
  visit: 'stepVisit',
  redemption: 'stepRedemption',
  order: 'stepOrder',
  repeat: 'stepRepeat',
};

const TEAM_NAME: Record<Team, TextKey> = { channel: 'teamChannel', site: 'teamSite', store: 'teamStore' };

/** Aside from the way to the till: shown only where somebody took them. */
const ASIDE: readonly CountedStep[] = ['order', 'repeat'];

/** The funnel as bars on one scale: count, share of the arrivals, and what was lost since the step before. */
export function FunnelBars({ funnel, formats }: { funnel: Funnel; formats: Formats }) {
  const rates = stepRates(funnel.counts).filter(({ step, count }) => count > 0 || !ASIDE.includes(step));
  const most = Math.max(1, ...rates.map(({ count }) => count));
  return (
    <>
      <p class="heads" aria-hidden="true">
        <span>{t('ofArrivals')}</span>
        <span>{t('lost')}</span>
      </p>
      <ol class="funnel" aria-label={t('funnel')}>
        {rates.map((rate) => (
          <Bar key={rate.step} rate={rate} width={rate.count / most} formats={formats} />
        ))}
      </ol>
      {funnel.immatureFrom === null ? null : (
        <p class="note">{t('immature', formats.day(funnel.immatureFrom))}</p>
      )}
    </>
  );
}

function Bar({ rate, width, formats }: { rate: StepRate; width: number; formats: Formats }) {
  const { step, count, share, loss, worst, team, before } = rate;
  return (
    <li class={worst ? 'step worst' : 'step'} data-step={step}>
      <span class="name">{t(STEP_NAME[step])}</span>
      <span class="count">{formats.count(count)}</span>
      <span class="share">{share === null || step === 'arrival' ? '' : formats.share(share)}</span>
      <span class="loss" title={before ? t('lossSince', t(STEP_NAME[before])) : ''}>
        {loss === null || loss === 0 ? '' : `−${formats.share(loss)}`}
      </span>
      <span class="track">
        <span class="bar" style={{ transform: `scaleX(${width})` }} />
      </span>
      {worst ? <span class="owner">{t('worst', t(TEAM_NAME[team]))}</span> : null}
    </li>
  );
}
