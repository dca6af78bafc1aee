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
import { ReturnDialog } from './ReturnDialog.tsx';
import { type AttributionView, isShared, redemptionsQuery } from './view.ts';

const STEP = 20;
const MOST = 200;

/** The redemptions that a row's figures come from; each opens its path. */
export function RowRedemptions({
  row,
  view,
  name,
  onReturned,
}: {
  row: string;
  view: AttributionView;
  name: string;
  /** Something came back: the figures above have changed. */
  onReturned: () => void;
}) {
  const { site } = useSite();
  const [limit, setLimit] = useState(STEP);
  const title = useRef<HTMLHeadingElement>(null);
  const query = redemptionsQuery(view, row, limit);
  const load = useLoad(JSON.stringify([site.id, query]), (signal) =>
    readRowRedemptions(site.id, query, signal),
  );
  const [returning, setReturning] = useState<ReportedRedemption | null>(null);
  const closeReturn = () => {
    setReturning(null);
    load.reload();
    onReturned();
  };
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
            <List answer={answer} view={view} takeBack={setReturning} />
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
      {returning && <ReturnDialog sale={returning} onClose={closeReturn} />}
    </section>
  );
}

interface Opened {
  answer: ReportedRedemptions;
  view: AttributionView;
  takeBack: (sale: ReportedRedemption) => void;
}

function List({ answer, view, takeBack }: Opened) {
  if (answer.redemptions.length === 0) return <p class="muted">{t('behind.none')}</p>;
  return (
    <ul class="sales">
      {answer.redemptions.map((sale) => (
        <Sale key={sale.id} sale={sale} answer={answer} view={view} takeBack={takeBack} />
      ))}
    </ul>
  );
}

function Sale({
  sale,
  answer: { currency, timeZone },
  view,
  takeBack,
}: Opened & { sale: ReportedRedemption }) {
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
          {sale.returnedMinor > 0 && (
            <>
              <span class="visually-hidden">
                {t('returns.was', { amount: money(sale.amountMinor + sale.returnedMinor, currency) })}
              </span>
              <s class="muted small-text" aria-hidden="true">
                {money(sale.amountMinor + sale.returnedMinor, currency)}
              </s>{' '}
            </>
          )}
          {money(sale.amountMinor, currency)}
          {isPart && (
            <small class="muted">{t('behind.part', { part: money(sale.rowMinor, currency) })}</small>
          )}
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && (
          <>
            <PathTimeline sale={sale} view={view} currency={currency} timeZone={timeZone} />
            {sale.amountMinor > 0 && (
              <button type="button" class="small" onClick={() => takeBack(sale)}>
                {t('returns.record')}
              </button>
            )}
          </>
        )}
      </div>
    </li>
  );
}
