import { REPORT_KEYS } from '../../../../shared/wire/report.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { setQuery } from '../location.ts';
import { t } from '../texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { type AttributionView, isShared, modelsFor } from './view.ts';

/** What the page is about, and the choices that lie in its address: days, dimension, models. */
export function AttributionHead({ view, today }: { view: AttributionView; today: string }) {
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('attribution.title')}</h1>
          <p class="muted">{t('attribution.lead')}</p>
        </div>
        <div class="controls">
          <RangePicker view={view} today={today} />
        </div>
      </div>
      <div class="choices">
        <Choice
          label={t('attribution.by')}
          value={view.by}
          options={REPORT_KEYS.map((by) => [by, t(`by.${by}`)])}
          onChoice={(by) => setQuery({ by, row: null, sale: null })}
        />
        {isShared(view.by) && <ModelChoices view={view} />}
      </div>
    </>
  );
}

function ModelChoices({ view }: { view: AttributionView }) {
  const names = modelsFor(view.by).map((model): [string, string] => [model, t(`model.${model}`)]);
  return (
    <>
      <Choice
        label={t('attribution.model')}
        value={view.model}
        options={names}
        onChoice={(model) => setQuery({ model })}
      />
      <Choice
        label={t('attribution.compare')}
        value={view.compare ?? ''}
        options={[['', t('attribution.alone')], ...names.filter(([model]) => model !== view.model)]}
        onChoice={(compare) => setQuery({ compare: compare || null })}
      />
    </>
  );
}
