import type { SpendCheck } from '../../../../shared/wire/spend.ts';
import { day, money, number } from '../say.ts';
import { t } from '../texts.ts';

const TEXTS = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/** The first lines of a file as they were understood, to be held against the file. */
export function FirstRows({ check }: { check: SpendCheck }) {
  const shown = TEXTS.filter((column) => check.first.some((row) => row[column]));
  return (
    <div class="table-card">
      <h3 id="first-rows">{t('check.first')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <section class="scroll" aria-labelledby="first-rows" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('check.lineHead')}
              </th>
              <th scope="col">{t('column.day')}</th>
              {shown.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
              <th scope="col">{t('spend.kind')}</th>
              {(['clicks', 'impressions', 'cost'] as const).map((column) => (
                <th key={column} scope="col" class="number">
                  {t(`spend.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {check.first.map((row) => (
              <tr key={row.line}>
                <td class="number muted">{number(row.line)}</td>
                <td class="nowrap">{day(row.day)}</td>
                {shown.map((column) => (
                  <td key={column}>{row[column] ?? <span class="muted">–</span>}</td>
                ))}
                <td class="muted nowrap">{t(`spendKind.${row.kind}`)}</td>
                <td class="number">{number(row.clicks)}</td>
                <td class="number">{number(row.impressions)}</td>
                <td class="number">{money(row.costMinor, check.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
