import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AttributionReport } from '../../../../shared/wire/report.ts';
import { texts } from '../texts.ts';
import { type BarPicture, barsOf } from './bars.ts';
import type { ColumnSet } from './columns.ts';
import type { CreditBars } from './creditBars.ts';

const BAR = 20;
const GAP = 16;

/** Who earned most, as bars. The chart library is fetched only once there is something to compare. */
export function CreditChart({ report, columns }: { report: AttributionReport; columns: ColumnSet }) {
  const language = texts.language();
  const picture = useMemo(() => barsOf(report, columns), [report, columns, language]);
  return picture && <Bars picture={picture} />;
}

function Bars({ picture }: { picture: BarPicture }) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<CreditBars | null>(null);
  const { names, series } = picture;

  useEffect(() => {
    const showing = new AbortController();
    void import('./creditBars.ts').then(({ drawBars }) => {
      if (place.current && !showing.signal.aborted) setChart(drawBars(place.current, showing.signal));
    });
    return () => showing.abort();
  }, []);

  useEffect(() => chart?.show(picture), [chart, picture]);
  return (
    <figure class="credit-chart">
      <figcaption class="legend">
        {series.map(({ name }, index) => (
          <span key={name} class={index === 0 ? 'series first' : 'series second'}>
            {name}
          </span>
        ))}
      </figcaption>
      <div ref={place} style={{ height: `${names.length * (series.length * BAR + GAP)}px` }} />
    </figure>
  );
}
