import type { TakenBack, TakenBackList } from '../../../../shared/wire/redemptions.ts';
import { formatExact } from '../../format.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { setQuery } from '../location.ts';
import { money, typedMoney } from '../say.ts';
import { t, texts } from '../texts.ts';
import { Empty } from '../ui/Notice.tsx';
import { Pager } from '../ui/Pager.tsx';
import { SaleLink } from './SaleLink.tsx';
import { type ListView, PAGE_SALES, standingOf } from './view.ts';

/** The redemptions whose value left the reports again, each with what is left of it. */
export function TakenBackTable({ list, view }: { list: TakenBackList; view: ListView }) {
  const { redemptions, currency, timeZone, from, to, more } = list;
  if (redemptions.length === 0 && view.page === 1) {
    return <Empty title={t('takenBack.none')}>{t('takenBack.noneText')}</Empty>;
  }
  return (
    <TableCard
      id="taken-back"
      title={t('takenBack.title')}
      note={t('takenBack.note')}
      file={{ name: `taken-back-${from}-${to}`, rows: () => takenBackRows(list) }}
      foot={
        <Pager
          page={view.page}
          size={PAGE_SALES}
          shown={redemptions.length}
          total={null}
          more={more}
          onPage={(page) => setQuery({ page: page === 1 ? null : String(page) })}
        />
      }
    >
      <thead>
        <tr>
          <th scope="col">{t('takenBack.order')}</th>
          <th scope="col">{t('takenBack.at')}</th>
          <th scope="col">{t('by.store')}</th>
          <th scope="col">{t('takenBack.standing')}</th>
          <th scope="col" class="number">
            {t('takenBack.cameBack')}
          </th>
          <th scope="col" class="number">
            {t('takenBack.left')}
          </th>
        </tr>
      </thead>
      <tbody>
        {redemptions.map((sale) => (
          <tr key={sale.id}>
            <th scope="row">
              <SaleLink id={sale.id} words={sale.order} />
            </th>
            <td class="nowrap">{formatExact(sale.at, texts.locale(), timeZone)}</td>
            <td class="where">
              {[sale.store || t('attribution.removed'), sale.city].filter(Boolean).join(' · ')}
            </td>
            <td class="nowrap">{t(`standing.${standingOf(sale)}`)}</td>
            <td class="number">{money(cameBack(sale), currency)}</td>
            <td class="number">{money(left(sale), currency)}</td>
          </tr>
        ))}
      </tbody>
    </TableCard>
  );
}

/** An undone redemption leaves the reports whole, with no return of anything. */
function cameBack(sale: TakenBack): number {
  return standingOf(sale) === 'undone' ? sale.amountMinor + sale.returnedMinor : sale.returnedMinor;
}

function left(sale: TakenBack): number {
  return sale.voidedAt === null ? sale.amountMinor : 0;
}

/** The page of the table as it is shown. */
export function takenBackRows({ redemptions, currency }: TakenBackList): (string | number)[][] {
  return [
    [
      t('takenBack.order'),
      t('takenBack.day'),
      t('by.store'),
      t('by.city'),
      t('takenBack.standing'),
      `${t('takenBack.cameBack')} (${currency})`,
      `${t('takenBack.left')} (${currency})`,
    ],
    ...redemptions.map((sale) => [
      sale.order,
      sale.day,
      sale.store,
      sale.city,
      t(`standing.${standingOf(sale)}`),
      Number(typedMoney(cameBack(sale), currency)),
      Number(typedMoney(left(sale), currency)),
    ]),
  ];
}
