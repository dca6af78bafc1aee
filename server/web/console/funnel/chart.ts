import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  type AriaComponentOption,
  GridComponent,
  type GridComponentOption,
  MarkLineComponent,
  type MarkLineComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, use } from 'echarts/core';
import { type Colours, type MountedChart, mountChart, tooltipLook } from '../ui/mountChart.ts';

use([BarChart, GridComponent, MarkLineComponent]);

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

export type DrawnChart = MountedChart<DayBars>;

export function drawChart(element: HTMLElement, signal: AbortSignal): DrawnChart {
  return mountChart(element, signal, optionOf);
}

function optionOf(days: DayBars, colour: Colours): Option {
  return {
    aria: { enabled: true, label: { description: days.summary } },
    grid: { left: 0, right: 0, top: 12, bottom: 0, outerBoundsMode: 'same' },
    tooltip: {
      ...tooltipLook(colour),
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colour.line, opacity: 0.4 } },
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
