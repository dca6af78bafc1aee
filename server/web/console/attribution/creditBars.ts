import { BarChart, type BarSeriesOption } from 'echarts/charts';
import {
  type AriaComponentOption,
  GridComponent,
  type GridComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { type ComposeOption, use } from 'echarts/core';
import { type Colours, type MountedChart, mountChart, tooltipLook } from '../ui/mountChart.ts';
import type { BarPicture } from './bars.ts';

use([BarChart, GridComponent]);

type Option = ComposeOption<
  AriaComponentOption | BarSeriesOption | GridComponentOption | TooltipComponentOption
>;
export type CreditBars = MountedChart<BarPicture>;

const TONES = ['cobalt', 'celadon'] as const;
const NARROW = 560;

/** Bars that lie, so that names can be read: one for each series beside the other. */
export function drawBars(element: HTMLElement, signal: AbortSignal): CreditBars {
  return mountChart(element, signal, (picture: BarPicture, colour) =>
    optionOf(picture, colour, element.clientWidth < NARROW ? 96 : 184),
  );
}

function optionOf(picture: BarPicture, colour: Colours, nameWidth: number): Option {
  return {
    aria: { enabled: true, label: { description: picture.summary } },
    grid: { left: nameWidth + 8, right: 88, top: 0, bottom: 0, outerBoundsMode: 'none' },
    tooltip: {
      ...tooltipLook(colour),
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'shadow', shadowStyle: { color: colour.line, opacity: 0.4 } },
      formatter: (shown) => tooltipOf(picture, Array.isArray(shown) ? shown[0]?.dataIndex : shown.dataIndex),
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: picture.names,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: colour.ink, fontSize: 13, width: nameWidth, overflow: 'truncate', interval: 0 },
    },
    xAxis: { type: 'value', show: false },
    series: picture.series.map((series, index) => ({
      type: 'bar',
      name: series.name,
      data: series.values,
      barMaxWidth: 16,
      barGap: '15%',
      itemStyle: { color: colour[TONES[index] ?? 'quiet'], borderRadius: [0, 3, 3, 0] },
      emphasis: { disabled: true },
      label: {
        show: true,
        position: 'right',
        color: colour.quiet,
        fontSize: 12,
        formatter: ({ dataIndex }) => (series.values[dataIndex] ? picture.say(series.values[dataIndex]) : ''),
      },
    })),
  };
}

/** Built as an element: what it says is text, whatever it holds. */
function tooltipOf({ names, series, say }: BarPicture, index: number | undefined): HTMLElement {
  const box = document.createElement('div');
  if (index === undefined) return box;
  box.append(names[index] ?? '');
  for (const { name, values } of series) {
    const value = document.createElement('b');
    value.textContent = say(values[index] ?? 0);
    box.append(document.createElement('br'), `${name}  `, value);
  }
  return box;
}
