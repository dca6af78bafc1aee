import { useEffect, useRef, useState } from 'preact/hooks';
import type { AttributionReport } from '../../../../shared/wire/report.ts';
import type { DayBars, DrawnChart } from '../funnel/chart.ts';
import { money } from '../say.ts';
import { t } from '../texts.ts';
import { rowName } from './rowName.ts';

const BARS = 8;
const LONGEST_NAME = 16;

/** Who earned most, as bars. The chart library is fetched only once there is something to compare. */
export function CreditChart({ report }: { report: AttributionReport }) {
  const earning = report.rows.filter(({ credited }) => credited.revenueMinor > 0).slice(0, BARS);
  return earning.length < 2 ? null : <Bars report={report} rows={earning} />;
}

function Bars({ report, rows }: { report: AttributionReport; rows: AttributionReport['rows'] }) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<DrawnChart | null>(null);

  useEffect(() => {
    const showing = new AbortController();
    void import('../funnel/chart.ts').then(({ drawChart }) => {
      if (place.current && !showing.signal.aborted) setChart(drawChart(place.current, showing.signal));
    });
    return () => showing.abort();
  }, []);

  useEffect(() => chart?.show(barsOf(report, rows)), [chart, report]);
  return <div class="credit-chart" ref={place} />;
}

function barsOf({ by, model, currency }: AttributionReport, rows: AttributionReport['rows']): DayBars {
  const say = (value: number) => money(value, currency);
  return {
    tone: 'celadon',
    summary: t('attribution.summary', { count: rows.length, model: t(`model.${model}`) }),
    say,
    bars: rows.map((row) => ({
      label: shortened(rowName(row, by)),
      value: row.credited.revenueMinor,
      immature: false,
    })),
    immatureWord: '',
  };
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
