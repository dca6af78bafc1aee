import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReportedRedemption, ReportedRedemptions } from '../../../../shared/wire/report.ts';
import { readRowRedemptions } from '../../api.ts';
import { formatExact } from '../../format.ts';
import { useLoad } from '../load.ts';
import { setQuery } from '../location.ts';
import { SaleLink } from '../redemptions/SaleLink.tsx';
import { money } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { When } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { PathTimeline } from './PathTimeline.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { type AttributionView, PAGE_SALES, redemptionsQuery } from './view.ts';

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
  const title = useRef<HTMLHeadingElement>(null);
  const query = redemptionsQuery(view, row);
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
        <button
          type="button"
          class="quiet small"
          onClick={() => setQuery({ row: null, sales: null, sale: null })}
        >
          {t('behind.close')}
        </button>
      </div>
      <When load={load}>
        {(answer) => (
          <>
            <List answer={answer} view={view} takeBack={setReturning} />
            <Pager
              page={view.sales}
              size={PAGE_SALES}
              shown={answer.redemptions.length}
              total={null}
              more={answer.more}
              onPage={(page) => setQuery({ sales: page === 1 ? null : String(page), sale: null })}
            />
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
  const isPart = sale.rowMinor !== sale.amountMinor;
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
            {[
              sale.store || t('attribution.removed'),
              sale.city,
              sale.offer,
              t('behind.order', { order: sale.order }),
            ]
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
            <div class="buttons small-text">
              {sale.amountMinor > 0 && (
                <button type="button" class="small" onClick={() => takeBack(sale)}>
                  {t('returns.record')}
                </button>
              )}
              <SaleLink id={sale.id} words={t('behind.own')} />
            </div>
          </>
        )}
      </div>
    </li>
  );
}
