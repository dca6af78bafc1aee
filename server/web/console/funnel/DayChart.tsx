import { useEffect, useRef, useState } from 'preact/hooks';
import type { Funnel } from '../../../../shared/wire/funnel.ts';
import { day } from '../say.ts';
import { t } from '../texts.ts';
import type { DayBars, DrawnChart } from './chart.ts';
import type { Measure } from './view.ts';

/** Bars by day. The chart library is fetched only once there is something to draw. */
export function DayChart({
  funnel,
  measure,
  say,
}: {
  funnel: Funnel;
  measure: Measure;
  say: (value: number) => string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<DrawnChart | null>(null);

  useEffect(() => {
    const showing = new AbortController();
    void import('./chart.ts').then(({ drawChart }) => {
      if (place.current && !showing.signal.aborted) setChart(drawChart(place.current, showing.signal));
    });
    return () => showing.abort();
  }, []);

  useEffect(() => chart?.show(barsOf(funnel, measure, say)), [chart, funnel, measure, say]);
  return <div class="day-chart" ref={place} />;
}

function barsOf(funnel: Funnel, measure: Measure, say: (value: number) => string): DayBars {
  const { immatureFrom, days } = funnel;
  const name = t(`measure.${measure}`);
  return {
    tone: measure === 'redemption' || measure === 'revenueMinor' ? 'celadon' : 'cobalt',
    summary: t('days.summary', { measure: name, days: days.length, value: say(funnel.counts[measure]) }),
    say,
    bars: days.map((each) => ({
      label: day(each.day, 'short'),
      value: each.counts[measure],
      immature: immatureFrom !== null && each.day >= immatureFrom,
    })),
    immatureWord: t('immature.badge'),
  };
}
