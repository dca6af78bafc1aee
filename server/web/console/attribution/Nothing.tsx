import { setQuery } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Empty } from '../ui/Notice.tsx';
import { type AttributionView, FILTERS, filterCount } from './view.ts';

export const NO_FILTERS = Object.fromEntries(FILTERS.map((filter) => [filter, null]));

/** No redemption: because of the filters, because of the days, or because nothing is offered yet. */
export function Nothing({ view }: { view: AttributionView }) {
  const { site } = useSite();
  const isFiltered = filterCount(view) > 0;
  return (
    <Empty
      title={t(isFiltered ? 'attribution.nothingFits' : 'attribution.nothing')}
      next={
        <>
          {isFiltered && (
            <button type="button" class="primary" onClick={() => setQuery(NO_FILTERS)}>
              {t('filters.removeAll')}
            </button>
          )}
          {view.range.name !== '90' && (
            <button
              type="button"
              class={isFiltered ? undefined : 'primary'}
              onClick={() => setQuery({ range: '90', from: null, to: null, page: null })}
            >
              {t('nobody.longer')}
            </button>
          )}
          {!isFiltered && (
            <a class="button" href={`/sites/${site.id}/campaigns`}>
              {t('attribution.toCampaigns')}
            </a>
          )}
        </>
      }
    >
      {t(isFiltered ? 'attribution.nothingFitsText' : 'attribution.nothingText')}
    </Empty>
  );
}

/** Without spend there is no return on it. */
export function NoSpend() {
  const { site } = useSite();
  return (
    <Empty
      title={t('attribution.noSpend')}
      next={
        <a class="button primary" href={`/sites/${site.id}/spend`}>
          {t('attribution.toSpend')}
        </a>
      }
    >
      {t('attribution.noSpendText')}
    </Empty>
  );
}

/** Without a margin there is no return on investment. */
export function NoMargin() {
  const { site } = useSite();
  if (site.marginPercent !== null) return null;
  return (
    <p class="muted small-text">
      {t('attribution.noMargin')} <a href={`/sites/${site.id}/settings`}>{t('attribution.toMargin')}</a>
    </p>
  );
}
