import { type StepRate, shareInterval, stepRates } from '../../../shared/funnelRates.ts';
import type { CountedStep, Team } from '../../../shared/steps.ts';
import type { Counts } from '../../../shared/wire/funnel.ts';
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

interface Props {
  counts: Counts;
  /** What the cohort's first step is called. */
  first?: TextKey;
  /** What it came to in the days before, to be compared with. */
  before?: Counts | null;
  formats: Formats;
}

/** The funnel as bars on one scale: count, share of the first step, and what was lost since the step before. */
export function FunnelBars({ counts, first = 'stepArrival', before = null, formats }: Props) {
  const rates = stepRates(counts).filter(({ step, count }) => count > 0 || !ASIDE.includes(step));
  const most = Math.max(1, ...rates.flatMap(({ step, count }) => [count, before?.[step] ?? 0]));
  const names = { ...STEP_NAME, arrival: first };
  return (
    <>
      <p class="heads" aria-hidden="true">
        <span>{t(first === 'stepArrival' ? 'ofArrivals' : 'ofClicks')}</span>
        {before ? <span class="changed">{t('changed')}</span> : null}
        <span>{t('lost')}</span>
      </p>
      <ol class="funnel" aria-label={t('funnel')}>
        {rates.map((rate) => (
          <Bar
            key={rate.step}
            rate={rate}
            trials={counts.arrival}
            names={names}
            most={most}
            past={before ? before[rate.step] : null}
            formats={formats}
          />
        ))}
      </ol>
    </>
  );
}

interface BarProps {
  rate: StepRate;
  trials: number;
  names: Record<CountedStep, TextKey>;
  /** The count of a bar over the whole width. */
  most: number;
  /** The count in the days before; null: not compared. */
  past: number | null;
  formats: Formats;
}

function Bar({ rate, trials, names, most, past, formats }: BarProps) {
  const { step, count, share, loss, worst, team, before } = rate;
  const interval = step === 'arrival' || share === null || share > 1 ? null : shareInterval(count, trials);
  return (
    <li class={worst ? 'step worst' : 'step'} data-step={step}>
      <span class="name">{t(names[step])}</span>
      <span class="count">{formats.count(count)}</span>
      <span class="share">{share === null || step === 'arrival' ? '' : formats.share(share)}</span>
      {past === null ? (
        <span class="interval" title={interval ? t('interval', formats.interval(...interval)) : ''}>
          {interval ? formats.interval(...interval) : ''}
        </span>
      ) : (
        <span class="interval growth" title={t('countBefore', formats.count(past))}>
          {past === 0 ? '' : formats.growth(count, past)}
        </span>
      )}
      <span class="loss" title={before ? t('lossSince', t(names[before])) : ''}>
        {loss === null || loss === 0 ? '' : `−${formats.share(loss)}`}
      </span>
      <span class="track">
        {past === null ? null : <span class="past" style={{ transform: `scaleX(${past / most})` }} />}
        <span class="bar" style={{ transform: `scaleX(${count / most})` }} />
      </span>
      {worst ? <span class="owner">{t('worst', t(TEAM_NAME[team]))}</span> : null}
    </li>
  );
}
