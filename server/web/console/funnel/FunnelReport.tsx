import type { Funnel } from '../../../../shared/wire/funnel.ts';
import type { LiveSnapshot } from '../../../../shared/wire/live.ts';
import { day, number, percent } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { CsvButton } from '../ui/CsvButton.tsx';
import { Empty } from '../ui/Notice.tsx';
import { answer } from './answer.ts';
import { DayCard } from './DayCard.tsx';
import { Figures } from './Figures.tsx';
import { FunnelBars } from './FunnelBars.tsx';
import { PageTable } from './PageTable.tsx';
import { PositionTable } from './PositionTable.tsx';
import { SourceTable } from './SourceTable.tsx';
import { stepRows } from './stepRows.ts';
import type { View } from './view.ts';

/** Everything below the head: the answer in words, then its numbers. */
export function FunnelReport({
  view,
  snapshot,
  before,
}: {
  view: View;
  snapshot: LiveSnapshot;
  before: Funnel | null;
}) {
  const { funnel } = snapshot;
  if (funnel.counts.arrival === 0 && !before?.counts.arrival) return <Nobody view={view} />;
  const [first, ...more] = answer(funnel);
  const isPart = view.source !== null || Object.keys(view.names).length > 0;
  return (
    <>
      <div class="answer">
        <p>{first}</p>
        {more.map((words) => (
          <p key={words} class="muted">
            {words}
          </p>
        ))}
      </div>
      <Figures funnel={funnel} before={before} />
      <Immature funnel={funnel} compares={before !== null} />
      <section class="card" aria-labelledby="steps">
        <div class="card-head">
          <h2 id="steps">{t('funnel.steps')}</h2>
          <CsvButton
            title={t('funnel.steps')}
            file={{
              name: `funnel-${funnel.from}-${funnel.to}`,
              rows: () => stepRows(funnel.counts, before?.counts ?? null, funnel.clicks ?? 0),
            }}
          />
        </div>
        <FunnelBars counts={funnel.counts} before={before?.counts ?? null} clicks={funnel.clicks ?? 0} />
        <ClickNote funnel={funnel} isOne={isPart} />
      </section>
      <DayCard funnel={funnel} measure={view.measure} />
      <SourceTable funnel={funnel} />
      {view.page === null ? (
        <PageTable range={view.range} at={funnel.at} isPart={isPart} />
      ) : (
        <PositionTable funnel={funnel} />
      )}
    </>
  );
}

/** How clicks and arrivals go together. Both are counted by others than each other, so a rate may pass 100 %. */
function ClickNote({ funnel, isOne }: { funnel: Funnel; isOne: boolean }) {
  const { clicks, counts } = funnel;
  if (!clicks) return null;
  const words = { clicks: number(clicks), rate: percent(counts.arrival / clicks) };
  const key = counts.arrival > clicks ? 'click.more' : isOne ? 'click.one' : 'click.all';
  return <p class="muted small-text">{t(key, words)}</p>;
}

function Immature({ funnel, compares }: { funnel: Funnel; compares: boolean }) {
  const { site } = useSite();
  if (!funnel.immatureFrom || funnel.immatureFrom > funnel.to) return null;
  const from = funnel.immatureFrom < funnel.from ? funnel.from : funnel.immatureFrom;
  return (
    <p class="immature">
      <span class="badge watch">{t('immature.badge')}</span>{' '}
      {t('immature.text', { from: day(from), count: site.windowDays })} {compares && t('immature.compare')}
    </p>
  );
}

function Nobody({ view }: { view: View }) {
  const { site } = useSite();
  return (
    <Empty
      title={t('answer.nobody')}
      next={
        <>
          <a class="button primary" href={`/sites/${site.id}/settings#tag`}>
            {t('nobody.tag')}
          </a>
          {view.range.name !== '90' && (
            <a class="button" href="?range=90">
              {t('nobody.longer')}
            </a>
          )}
        </>
      }
    >
      {t('nobody.text')}
    </Empty>
  );
}
