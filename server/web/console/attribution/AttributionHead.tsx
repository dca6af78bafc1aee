import { REPORT_KEYS, REPORT_MODELS, type ReportBy } from '../../../../shared/wire/report.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { setQuery } from '../location.ts';
import { t } from '../texts.ts';
import { Choice, type Option } from '../ui/Choice.tsx';
import { COLUMN_SETS } from './columns.ts';
import { FilterChoices } from './FilterChoices.tsx';
import { ReportTabs } from './ReportTabs.tsx';
import { ANEW, type AttributionView, knowsArrivals, modelMatters, modelsFor } from './view.ts';

/** What the page is about, and the choices that lie in its address. */
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
          <label class="inline">
            <input
              type="checkbox"
              checked={view.previous}
              onChange={(event) => setQuery({ previous: event.currentTarget.checked ? '1' : null })}
            />
            {t('funnel.compare')}
          </label>
        </div>
      </div>
      <ReportTabs shown="attribution" />
      <div class="choices">
        <Choice
          label={t('attribution.by')}
          value={view.by}
          options={REPORT_KEYS.map((by) => [by, t(`by.${by}`)])}
          onChoice={(by) => setQuery({ ...ANEW, by, sort: null, ascending: null })}
        />
        <ColumnChoice view={view} />
        {view.columns === 'credit' && <ModelChoices view={view} />}
      </div>
      <FilterChoices view={view} />
    </>
  );
}

function ModelChoices({ view }: { view: AttributionView }) {
  const { by, model, compare, order } = view;
  const isWhole = !modelMatters(view);
  const options = modelOptions(by);
  const usesOrder = model === 'markov' || compare === 'markov';
  return (
    <>
      <Choice
        label={t('attribution.model')}
        value={isWhole ? '' : model}
        disabled={isWhole}
        hint={isWhole ? t('attribution.wholeModel') : undefined}
        options={isWhole ? [['', t('attribution.anyModel')]] : options}
        onChoice={(chosen) => setQuery({ model: chosen, sales: null })}
      />
      {!isWhole && (
        <Choice
          label={t('attribution.compare')}
          value={compare ?? ''}
          options={[
            { value: '', words: t('attribution.alone') },
            ...options.filter((o) => o.value !== model),
          ]}
          onChoice={(chosen) => setQuery({ compare: chosen || null, sales: null })}
        />
      )}
      {usesOrder && (
        <Choice
          label={t('attribution.order')}
          value={String(order)}
          options={(['1', '2', '3'] as const).map((each) => [each, t(`attribution.order.${each}`)])}
          onChoice={(chosen) => setQuery({ order: chosen === '1' ? null : chosen })}
        />
      )}
    </>
  );
}

/** All models; those that do not know a dimension say so where they cannot be chosen. */
function modelOptions(by: ReportBy): Option[] {
  const able = modelsFor(by);
  return REPORT_MODELS.map((model) => {
    const disabled = !able.includes(model);
    const name = t(`model.${model}`);
    return { value: model, words: disabled ? t('attribution.sourcesOnly', { model: name }) : name, disabled };
  });
}

function ColumnChoice({ view }: { view: AttributionView }) {
  const known = knowsArrivals(view);
  const hint = known ? view.columns !== 'credit' && t('attribution.noModel') : t('attribution.columnsHint');
  return (
    <div class="choice">
      <fieldset aria-describedby={hint ? 'columns-hint' : undefined}>
        <legend>{t('attribution.columns')}</legend>
        <div class="segments">
          {COLUMN_SETS.map((set) => (
            <label key={set}>
              <input
                type="radio"
                name="columns"
                checked={view.columns === set}
                disabled={set !== 'credit' && !known}
                onChange={() => setQuery({ columns: set, sort: null, ascending: null, page: null })}
              />
              <span>{t(`attribution.columns.${set}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {hint && (
        <small id="columns-hint" class="muted">
          {hint}
        </small>
      )}
    </div>
  );
}
