import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReportedRedemption, ReportedRedemptions } from '../../../../shared/wire/report.ts';
import { readRowRedemptions } from '../../api.ts';
import { formatExact } from '../../format.ts';
import { useLoad } from '../load.ts';
import { setQuery } from '../location.ts';
import { money } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { When } from '../ui/Notice.tsx';
import { PathTimeline } from './PathTimeline.tsx';
import { type AttributionView, isShared, redemptionsQuery } from './view.ts';

const STEP = 20;
const MOST = 200;

/** The redemptions that a row's figures come from; each opens its path. */
export function RowRedemptions({ row, view, name }: { row: string; view: AttributionView; name: string }) {
  const { site } = useSite();
  const [limit, setLimit] = useState(STEP);
  const title = useRef<HTMLHeadingElement>(null);
  const query = redemptionsQuery(view, row, limit);
  const load = useLoad(JSON.stringify([site.id, query]), (signal) =>
    readRowRedemptions(site.id, query, signal),
  );
  // It opens below the table, where the one who asked may not be looking.
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="card" aria-labelledby="behind">
      <div class="card-head">
        <h2 id="behind" ref={title} tabIndex={-1}>
          {t('behind.title', { name })}
        </h2>
        <button type="button" class="quiet small" onClick={() => setQuery({ row: null, sale: null })}>
          {t('behind.close')}
        </button>
      </div>
      <When load={load}>
        {(answer) => (
          <>
            <List answer={answer} view={view} />
            {answer.more && limit < MOST && (
              <button
                type="button"
                class="quiet small"
                onClick={() => setLimit(Math.min(MOST, limit + STEP))}
              >
                {t('pages.more')}
              </button>
            )}
          </>
        )}
      </When>
    </section>
  );
}

function List({ answer, view }: { answer: ReportedRedemptions; view: AttributionView }) {
  if (answer.redemptions.length === 0) return <p class="muted">{t('behind.none')}</p>;
  return (
    <ul class="sales">
      {answer.redemptions.map((sale) => (
        <Sale key={sale.id} sale={sale} answer={answer} view={view} />
      ))}
    </ul>
  );
}

function Sale({
  sale,
  answer: { currency, timeZone },
  view,
}: {
  sale: ReportedRedemption;
  answer: ReportedRedemptions;
  view: AttributionView;
}) {
  const open = view.sale === sale.id;
  const id = `path-${sale.id}`;
  const isPart = isShared(view.by) && sale.rowMinor !== sale.amountMinor;
  return (
    <li>
      <button
        type="button"
        class="sale"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setQuery({ sale: open ? null : sale.id })}
      >
        <span>
          {formatExact(sale.at, texts.locale(), timeZone)}
          <small class="muted">
            {[sale.store || t('attribution.removed'), sale.offer, t('behind.order', { order: sale.order })]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </span>
        <span class="number">
          {money(sale.amountMinor, currency)}
          {isPart && (
            <small class="muted">{t('behind.part', { part: money(sale.rowMinor, currency) })}</small>
          )}
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && <PathTimeline sale={sale} view={view} currency={currency} timeZone={timeZone} />}
      </div>
    </li>
  );
}
