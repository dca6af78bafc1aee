import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  AriaComponent,
  type AriaComponentOption,
  GridComponent,
  type GridComponentOption,
  MarkLineComponent,
  type MarkLineComponentOption,
  TooltipComponent,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, AriaComponent, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

type Option = ComposeOption<
  | AriaComponentOption
  | BarSeriesOption
  | GridComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>;

export interface DayBars {
  tone: 'cobalt' | 'celadon';
  /** What someone who cannot see the bars is told. */
  summary: string;
  say: (value: number) => string;
  bars: { label: string; value: number; immature: boolean }[];
  /** The word for days whose visitors may still come to the till. */
  immatureWord: string;
}

export interface DrawnChart {
  show: (bars: DayBars) => void;
}

/** A chart in an element until the signal ends; it follows the element's width and the page's theme. */
export function drawChart(element: HTMLElement, signal: AbortSignal): DrawnChart {
  const chart = init(element, null, { renderer: 'svg' });
  let shown: DayBars | null = null;
  const redraw = () =>
    shown &&
    chart.setOption(optionOf(shown, colours(element), getComputedStyle(element).fontFamily), {
      notMerge: true,
    });
  const resizing = new ResizeObserver(() => chart.resize());
  const theming = new MutationObserver(redraw);
  resizing.observe(element);
  theming.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw, { signal });
  signal.addEventListener('abort', () => {
    resizing.disconnect();
    theming.disconnect();
    chart.dispose();
  });
  return {
    show(bars) {
      if (signal.aborted) return;
      shown = bars;
      redraw();
    },
  };
}

const TOKENS = ['cobalt', 'celadon', 'amber', 'ink', 'quiet', 'line', 'surface'] as const;
type Colours = Record<(typeof TOKENS)[number], string>;

/** The theme's tokens as plain colours: the renderer cannot read custom properties. */
function colours(element: HTMLElement): Colours {
  const probe = element.ownerDocument.createElement('i');
  element.append(probe);
  const entries = TOKENS.map((token) => {
    probe.style.color = `var(--${token})`;
    return [token, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(entries) as Colours;
}

function optionOf(days: DayBars, colour: Colours, font: string): Option {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return {
    animation: !calm,
    animationDuration: 0,
    animationDurationUpdate: 120,
    textStyle: { fontFamily: font, color: colour.quiet },
    aria: { enabled: true, label: { description: days.summary } },
    grid: { left: 0, right: 0, top: 12, bottom: 0, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colour.line, opacity: 0.4 } },
      backgroundColor: colour.surface,
      borderColor: colour.line,
      textStyle: { color: colour.ink, fontSize: 13 },
      extraCssText: 'box-shadow: none',
      transitionDuration: 0,
      formatter: (shown) => tooltipOf(days, Array.isArray(shown) ? shown[0]?.dataIndex : shown.dataIndex),
    },
    xAxis: {
      type: 'category',
      data: days.bars.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour.quiet, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour.quiet, fontSize: 12, formatter: days.say },
    },
    series: [seriesOf(days, colour)],
  };
}

function seriesOf(days: DayBars, colour: Colours): BarSeriesOption {
  const first = days.bars.findIndex(({ immature }) => immature);
  return {
    type: 'bar',
    barMaxWidth: 40,
    barCategoryGap: '28%',
    itemStyle: { color: colour[days.tone], borderRadius: [3, 3, 0, 0] },
    emphasis: { disabled: true },
    data: days.bars.map(({ value }) => value),
    // Immature days are underlined in amber; the tooltip and the note below say the word.
    ...(first < 0
      ? {}
      : {
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            label: { show: false },
            lineStyle: { color: colour.amber, width: 3, type: 'solid' },
            data: [[{ coord: [first, 0] }, { coord: [days.bars.length - 1, 0] }]],
          },
        }),
  };
}

/** Built as an element: what it says is text, whatever it holds. */
function tooltipOf(days: DayBars, index: number | undefined): HTMLElement {
  const bar = days.bars[index ?? -1];
  const box = document.createElement('div');
  if (!bar) return box;
  const value = document.createElement('b');
  value.textContent = days.say(bar.value);
  box.append(`${bar.label}  `, value);
  if (bar.immature) box.append(document.createElement('br'), days.immatureWord);
  return box;
}
