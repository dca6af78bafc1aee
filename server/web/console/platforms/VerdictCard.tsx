import { useEffect, useRef } from 'preact/hooks';
import type { PlatformReport, PlatformRow } from '../../../../shared/wire/platforms.ts';
import { setQuery } from '../location.ts';
import { money, number } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { EarningScale } from './EarningScale.tsx';
import { VerdictBadge } from './VerdictBadge.tsx';
import type { PlatformsView } from './view.ts';
import { nameId, platformName, ruleWords } from './words.ts';

/** Why a platform's verdict is what it is: the rule, and the figures that it looked at. */
export function VerdictCard({
  row,
  report,
  view,
}: {
  row: PlatformRow;
  report: PlatformReport;
  view: PlatformsView;
}) {
  const title = useRef<HTMLHeadingElement>(null);
  // It opens below the table, where the one who asked may not be looking.
  useEffect(() => title.current?.focus(), []);
  const close = () => {
    setQuery({ row: null });
    document.getElementById(nameId(row.key))?.focus();
  };
  const name = platformName(row.key, report.by);
  return (
    <section class="card" aria-labelledby="verdict">
      <div class="card-head">
        <h2 id="verdict" class="verdict-title" ref={title} tabIndex={-1}>
          {name} <VerdictBadge verdict={row.verdict.verdict} />
        </h2>
        <button type="button" class="quiet small" onClick={close}>
          {t('behind.close')}
        </button>
      </div>
      <p>{ruleWords(row, report)}</p>
      <Weighed row={row} report={report} />
      <Unmeasured row={row} />
      <p>
        <Redemptions view={view} row={row.key} />
      </p>
    </section>
  );
}

/** What one click costs beside what it earns. */
function Weighed({ row, report: { currency, thresholds } }: { row: PlatformRow; report: PlatformReport }) {
  const { costMinor, earnsMinor } = row.verdict;
  if (costMinor === null) return null;
  const each = (amount: number) => money(Math.round(amount), currency);
  const [worst, counted, best] = earnsMinor ?? [];
  return (
    <>
      {earnsMinor && <EarningScale costMinor={costMinor} earnsMinor={earnsMinor} />}
      <dl class="weighed">
        <Figure name={t(`weighed.${row.trials}.cost`)} value={each(costMinor)} mark="cost" />
        {worst !== undefined && <Figure name={t('weighed.worst')} value={each(worst)} mark="range" />}
        {counted !== undefined && <Figure name={t('weighed.counted')} value={each(counted)} mark="counted" />}
        {best !== undefined && <Figure name={t('weighed.best')} value={each(best)} mark="range" />}
      </dl>
      {thresholds.isMarginAssumed && earnsMinor && <NoMargin />}
    </>
  );
}

function Figure({ name, value, mark }: { name: string; value: string; mark: string }) {
  return (
    <div>
      <dt>
        <i class={`swatch ${mark}`} aria-hidden="true" />
        {name}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}

function NoMargin() {
  const { site } = useSite();
  return (
    <p class="small-text">
      <span class="watch">{t('platforms.noMargin')}</span>{' '}
      <a href={`/sites/${site.id}/settings`}>{t('platforms.toMargin')}</a>
    </p>
  );
}

/** Where the clicks went that nobody saw arrive. */
function Unmeasured({ row: { clicks, unmeasured } }: { row: PlatformRow }) {
  if (clicks === null || !unmeasured) return null;
  return (
    <p class="muted small-text">
      {t('platforms.unmeasuredText', { count: unmeasured, n: number(unmeasured), clicks: number(clicks) })}
    </p>
  );
}

/** The money itself, under the models. */
function Redemptions({ view: { range, by }, row }: { view: PlatformsView; row: string }) {
  const { site } = useSite();
  const query = new URLSearchParams({ range: range.name, by, row });
  if (range.name === 'custom') {
    query.set('from', range.from);
    query.set('to', range.to);
  }
  return <a href={`/sites/${site.id}/attribution?${query}`}>{t('platforms.toAttribution')}</a>;
}
