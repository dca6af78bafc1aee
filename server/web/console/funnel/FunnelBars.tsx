import { type StepRate, shareInterval, stepRates } from '../../../../shared/funnelRates.ts';
import type { Counts } from '../../../../shared/wire/funnel.ts';
import { number, percent } from '../say.ts';
import { t } from '../texts.ts';

/** The funnel as bars on one scale, each with its count, its share of arrivals and what it lost. */
export function FunnelBars({
  counts,
  before,
  clicks,
}: {
  counts: Counts;
  before: Counts | null;
  clicks: number;
}) {
  const rates = stepRates(counts);
  const ratesBefore = before && stepRates(before);
  const scale = Math.max(1, clicks, ...rates.map(({ count }) => count));
  return (
    <table class="bars">
      <thead>
        <tr>
          <th scope="col">{t('bars.step')}</th>
          <td aria-hidden="true" />
          <th scope="col" class="number">
            {t('bars.count')}
          </th>
          <th scope="col" class="number">
            {t('bars.share')}
          </th>
          <th scope="col" class="number">
            {t('bars.loss')}
          </th>
          {ratesBefore && (
            <th scope="col" class="number">
              {t('bars.before')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {clicks > 0 && <Clicks clicks={clicks} scale={scale} compares={before !== null} />}
        {rates.map((rate, index) => (
          <Bar
            key={rate.step}
            rate={rate}
            scale={scale}
            arrivals={counts.arrival}
            before={ratesBefore?.[index]}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The platforms' own count: steps are shares of arrivals, so it has none. */
function Clicks({ clicks, scale, compares }: { clicks: number; scale: number; compares: boolean }) {
  return (
    <tr data-step="click">
      <th scope="row">
        {t('step.click')}
        <small class="muted">{t('click.by')}</small>
      </th>
      <td class="bar" aria-hidden="true">
        <div style={{ inlineSize: `${(clicks / scale) * 100}%` }} />
      </td>
      <td class="number count">{number(clicks)}</td>
      <td class="number share muted">–</td>
      <td class="number loss muted">–</td>
      {compares && <td class="number before muted">–</td>}
    </tr>
  );
}

function Bar({
  rate,
  scale,
  arrivals,
  before,
}: {
  rate: StepRate;
  scale: number;
  arrivals: number;
  before: StepRate | undefined;
}) {
  const interval = rate.step === 'arrival' ? null : shareInterval(rate.count, arrivals);
  return (
    <tr class={rate.worst ? 'worst' : undefined} data-step={rate.step}>
      <th scope="row">
        {t(`step.${rate.step}`)}
        <small class="muted">{t(`team.${rate.team}`)}</small>
      </th>
      <td class="bar" aria-hidden="true">
        {rate.count > 0 && <div style={{ inlineSize: `${(rate.count / scale) * 100}%` }} />}
      </td>
      <td class="number count">{number(rate.count)}</td>
      <td class="number share" title={interval ? t('bars.interval', spoken(interval)) : undefined}>
        {percent(rate.share)}
        {interval && <small class="muted">{spoken(interval).range}</small>}
      </td>
      <td class="number loss">
        <Loss rate={rate} />
      </td>
      {before && (
        <td class="number before">
          {number(before.count)}
          <span class="narrow-word">{t('bars.beforeWord')}</span>
          <small class="muted">{percent(before.share)}</small>
        </td>
      )}
    </tr>
  );
}

function Loss({ rate }: { rate: StepRate }) {
  if (rate.before === null) return <span class="muted">–</span>;
  return (
    <>
      <span class="narrow-word">{t('bars.lost')}</span>
      {rate.loss === null ? number(rate.lost) : percent(rate.loss)}
      {rate.worst && <span class="badge bad">{t('bars.worst')}</span>}
    </>
  );
}

function spoken([low, high]: [number, number]) {
  return { range: `${percent(low)} – ${percent(high)}` };
}
