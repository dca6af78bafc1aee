import type { PathStep, ReportedRedemption, ReportModel } from '../../../../shared/wire/report.ts';
import { formatExact } from '../../format.ts';
import { sourceDetail, sourceName } from '../funnel/source.ts';
import { money } from '../say.ts';
import { t, texts } from '../texts.ts';
import type { AttributionView } from './view.ts';

/** Under which models each arrival’s credit is told. */
type Models = Pick<AttributionView, 'model' | 'compare'>;

/** How somebody came to a redemption: every arrival with what it is credited with, then the till. */
export function PathTimeline({
  sale,
  view,
  currency,
  timeZone,
}: {
  sale: ReportedRedemption;
  view: Models;
  currency: string;
  timeZone: string;
}) {
  return (
    <ol class="timeline" aria-label={t('path.label')}>
      {sale.path.map((step, index) => (
        // Two arrivals may be alike in everything but their place.
        <Step key={`${index}-${step.at}`} step={step} view={view} currency={currency} timeZone={timeZone} />
      ))}
      <li class="redeemed">
        <p>{t('path.redeemed', { store: sale.store || t('attribution.removed') })}</p>
        <p class="muted small-text">
          {formatExact(sale.at, texts.locale(), timeZone)} ·{' '}
          {t('path.amount', {
            amount: money(sale.amountMinor, currency),
            discount: money(sale.discountMinor, currency),
          })}
        </p>
      </li>
    </ol>
  );
}

function Step({
  step,
  view,
  currency,
  timeZone,
}: {
  step: PathStep;
  view: Models;
  currency: string;
  timeZone: string;
}) {
  const detail = [sourceDetail(step.source), step.page].filter(Boolean).join(' · ');
  return (
    <li>
      <p>{sourceName(step.source)}</p>
      <p class="muted small-text">
        {step.at === null ? t('path.unknown') : formatExact(step.at, texts.locale(), timeZone)}
        {detail && ` · ${detail}`}
      </p>
      <p class="small-text">
        <Credit model={view.model} minor={step.creditedMinor} currency={currency} />
        {view.compare && step.comparedMinor !== null && (
          <Credit model={view.compare} minor={step.comparedMinor} currency={currency} />
        )}
      </p>
    </li>
  );
}

function Credit({ model, minor, currency }: { model: ReportModel; minor: number; currency: string }) {
  return (
    <span class={minor === 0 ? 'credit muted' : 'credit good'}>
      {t('path.credit', { model: t(`model.${model}`), amount: money(minor, currency) })}
    </span>
  );
}
