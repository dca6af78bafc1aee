import type { Spend, SpendTotals } from '../../../../shared/wire/spend.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { money, number, percent, typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import { Empty } from '../ui/Notice.tsx';
import { downloadTemplate } from './template.ts';

/** The server's own description of the import. */
const DOCS = '/docs#/spend';

/** What the days cost: in a sentence, and by platform and kind. */
export function SpendTotalsView({ spend, today }: { spend: Spend; today: string }) {
  if (spend.platforms.length === 0) return <Nothing today={today} />;
  return (
    <>
      <div class="answer">
        <p>{answer(spend)}</p>
      </div>
      <TableCard
        id="platforms"
        title={t('spend.totals')}
        note={t('spend.axis')}
        file={{ name: `spend-${spend.from}-${spend.to}`, rows: () => spendRows(spend) }}
      >
        <PlatformRows platforms={spend.platforms} currency={spend.currency} total={spend.total} />
      </TableCard>
    </>
  );
}

/** The table as it is shown, with its total. */
function spendRows({ platforms, total, currency }: Spend): (string | number)[][] {
  const sums = ({ clicks, impressions, costMinor }: Spend['total']) => [
    clicks,
    impressions,
    Number(typedMoney(costMinor, currency)),
  ];
  return [
    [
      t('spend.platform'),
      t('spend.kind'),
      t('spend.days'),
      t('spend.clicks'),
      t('spend.impressions'),
      `${t('spend.cost')} (${currency})`,
    ],
    ...platforms.map((row) => [row.platform, t(`spendKind.${row.kind}`), row.days, ...sums(row)]),
    [t('spend.total'), '', '', ...sums(total)],
  ];
}

/** What the days cost, in a sentence. */
export function answer({ platforms, total, currency }: Spend): string {
  if (total.costMinor === 0) return t('spend.answerFree');
  const byPlatform = Map.groupBy(platforms, ({ platform }) => platform);
  const [first] = [...byPlatform]
    .map(([platform, own]) => ({ platform, costMinor: own.reduce((sum, each) => sum + each.costMinor, 0) }))
    .sort((a, b) => b.costMinor - a.costMinor);
  const words = { cost: money(total.costMinor, currency), platform: first?.platform ?? '' };
  if (byPlatform.size === 1) return t('spend.answerOne', words);
  return t('spend.answer', { ...words, most: percent((first?.costMinor ?? 0) / total.costMinor) });
}

/** Platforms and kinds as rows of a table. */
export function PlatformRows({
  platforms,
  currency,
  total,
}: {
  platforms: SpendTotals[];
  currency: string;
  total: Spend['total'];
}) {
  return (
    <>
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
        {platforms.map((row) => (
          <tr key={`${row.kind} ${row.platform}`}>
            <th scope="row">{row.platform}</th>
            <td class="muted nowrap">{t(`spendKind.${row.kind}`)}</td>
            <td class="number">{number(row.days)}</td>
            <Sums sums={row} currency={currency} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('spend.total')}</th>
          <td />
          <td />
          <Sums sums={total} currency={currency} />
        </tr>
      </tfoot>
    </>
  );
}

function Sums({ sums, currency }: { sums: Spend['total']; currency: string }) {
  const { clicks, impressions, costMinor } = sums;
  return (
    <>
      <td class="number">{number(clicks)}</td>
      <td class="number">{number(impressions)}</td>
      <td class="number">{money(costMinor, currency)}</td>
      <td class="number muted">{clicks === 0 ? '–' : money(Math.round(costMinor / clicks), currency)}</td>
    </>
  );
}

function Nothing({ today }: { today: string }) {
  return (
    <Empty
      title={t('spend.none')}
      next={
        <>
          <a class="button" href={DOCS} target="_blank" rel="noreferrer">
            {t('spend.docs')}
          </a>
          <button type="button" onClick={() => downloadTemplate(today)}>
            {t('spend.template')}
          </button>
        </>
      }
    >
      {t('spend.noneText')}
    </Empty>
  );
}
