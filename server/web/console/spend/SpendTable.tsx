import { changeOf } from '../attribution/cell.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { money, number, typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import type { ShownSpend, SpendSums } from './view.ts';

/** What platforms took, by kind of cost; a period before it stands below each sum. */
export function SpendTable({ spend, comparable }: { spend: ShownSpend; comparable: boolean }) {
  const { lines, total, currency } = spend;
  const terms = { currency, comparable };
  return (
    <TableCard
      id="platforms"
      title={t('spend.totals')}
      note={t('spend.axis')}
      file={{ name: `spend-${spend.from}-${spend.to}`, rows: () => spendRows(spend) }}
    >
      <thead>
        <tr>
          <th scope="col">{t('spend.platform')}</th>
          <th scope="col">{t('spend.kind')}</th>
          {(['days', 'clicks', 'impressions', 'cost', 'perClick'] as const).map((column) => (
            <th key={column} scope="col" class="number">
              {t(`spend.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.kind} ${line.platform}`}>
            <th scope="row">{line.platform}</th>
            <td class="muted nowrap">{t(`spendKind.${line.kind}`)}</td>
            <td class="number">{number(line.days)}</td>
            <Sums sums={line} {...terms} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('spend.total')}</th>
          <td />
          <td />
          <Sums sums={total} {...terms} />
        </tr>
      </tfoot>
    </TableCard>
  );
}

const COLUMNS = [
  { name: 'clicks', kind: 'count', of: ({ clicks }: SpendSums) => clicks },
  { name: 'impressions', kind: 'count', of: ({ impressions }: SpendSums) => impressions },
  { name: 'cost', kind: 'money', of: ({ costMinor }: SpendSums) => costMinor },
  { name: 'perClick', kind: 'money', of: perClick },
] as const;

function perClick({ clicks, costMinor }: SpendSums): number | null {
  return clicks === 0 ? null : Math.round(costMinor / clicks);
}

function Sums({
  sums,
  currency,
  comparable,
}: {
  sums: SpendSums & { previous: SpendSums | null };
  currency: string;
  comparable: boolean;
}) {
  return COLUMNS.map(({ name, kind, of }) => {
    const value = of(sums);
    const before = sums.previous && changeOf(value, of(sums.previous), kind, { currency, comparable });
    return (
      <td key={name} class={name === 'perClick' ? 'number muted' : 'number'}>
        {value === null ? '–' : kind === 'money' ? money(value, currency) : number(value)}
        {before !== null && <small class="since">{before}</small>}
      </td>
    );
  });
}

/** The table as it is shown, with its total; the period before in columns of its own. */
export function spendRows({ lines, total, currency }: ShownSpend): (string | number)[][] {
  const sums = ({ clicks, impressions, costMinor }: SpendSums) => [
    clicks,
    impressions,
    Number(typedMoney(costMinor, currency)),
  ];
  const both = (row: SpendSums & { previous: SpendSums | null }) => [
    ...sums(row),
    ...(row.previous ? sums(row.previous) : []),
  ];
  const heads = [t('spend.clicks'), t('spend.impressions'), `${t('spend.cost')} (${currency})`];
  return [
    [
      t('spend.platform'),
      t('spend.kind'),
      t('spend.days'),
      ...heads,
      ...(total.previous ? heads.map((column) => t('spend.before', { column })) : []),
    ],
    ...lines.map((line) => [line.platform, t(`spendKind.${line.kind}`), line.days, ...both(line)]),
    [t('spend.total'), '', '', ...both(total)],
  ];
}
