import { useEffect, useRef, useState } from 'preact/hooks';
import type { PathsReport } from '../../../../shared/wire/paths.ts';
import { t } from '../texts.ts';
import type { FlowChart } from './flowChart.ts';
import { pictureOf } from './picture.ts';
import type { Flow } from './view.ts';

/** The paths as one flow; it scrolls by itself where the page is narrower. The table below says the same in numbers. */
export function PathFlow({ report, flow }: { report: PathsReport; flow: Flow }) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<FlowChart | null>(null);

  useEffect(() => {
    const showing = new AbortController();
    void import('./flowChart.ts').then(({ drawFlow }) => {
      if (place.current && !showing.signal.aborted) setChart(drawFlow(place.current, showing.signal));
    });
    return () => showing.abort();
  }, []);

  useEffect(() => chart?.show(pictureOf(report, flow)), [chart, report, flow]);
  return (
    <div class="card">
      <h2 id="flow">{t('paths.flow')}</h2>
      <p class="muted small-text">{t('paths.flowNote')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <section class="scroll" aria-labelledby="flow" tabIndex={0}>
        <div class="path-flow" ref={place} />
      </section>
    </div>
  );
}
