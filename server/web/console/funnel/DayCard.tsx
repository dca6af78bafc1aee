import type { Funnel } from '../../../../shared/wire/funnel.ts';
import { setQuery } from '../location.ts';
import { day, money, number } from '../say.ts';
import { t } from '../texts.ts';
import { CsvButton } from '../ui/CsvButton.tsx';
import { DayChart } from './DayChart.tsx';
import { dayRows } from './stepRows.ts';
import { MEASURES, type Measure } from './view.ts';

/** The range day by day, by the day on which visitors joined: as bars, and as a table for whoever wants one. */
export function DayCard({ funnel, measure }: { funnel: Funnel; measure: Measure }) {
  if (funnel.days.length < 2) return null;
  const say = (value: number) => (measure === 'revenueMinor' ? money(value, funnel.currency) : number(value));
  return (
    <section class="card" aria-labelledby="days">
      <div class="card-head">
        <h2 id="days">{t('days.title')}</h2>
        <div class="buttons">
          <MeasurePicker measure={measure} />
          <CsvButton
            title={t('days.title')}
            file={{ name: `days-${funnel.from}-${funnel.to}`, rows: () => dayRows(funnel) }}
          />
        </div>
      </div>
      <DayChart funnel={funnel} measure={measure} say={say} />
      <p class="muted small-text">
        {t('days.axis')} {funnel.immatureFrom !== null && <span class="watch">{t('days.immature')}</span>}
      </p>
      <details>
        <summary class="small-text">{t('days.asTable')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('days.day')}</th>
              <th scope="col" class="number">
                {t(`measure.${measure}`)}
              </th>
            </tr>
          </thead>
          <tbody>
            {funnel.days.map((each) => (
              <tr key={each.day}>
                <th scope="row">{day(each.day)}</th>
                <td class="number">{say(each.counts[measure])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function MeasurePicker({ measure }: { measure: Measure }) {
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{t('days.measure')}</legend>
      {MEASURES.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="measure"
            checked={measure === each}
            onChange={() => setQuery({ measure: each === 'arrival' ? null : each })}
          />
          <span>{t(`measure.${each}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
