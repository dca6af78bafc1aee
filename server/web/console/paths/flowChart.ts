import { SankeyChart, type SankeySeriesOption } from 'echarts/charts';
import type { AriaComponentOption, TooltipComponentOption } from 'echarts/components';
import { type ComposeOption, use } from 'echarts/core';
import { type Colours, type MountedChart, mountChart, tooltipLook } from '../ui/mountChart.ts';

use([SankeyChart]);

type Option = ComposeOption<AriaComponentOption | TooltipComponentOption | SankeySeriesOption>;

export interface FlowPicture {
  /** What someone who cannot see it is told. */
  summary: string;
  nodes: { id: string; name: string; column: number; tone: Tone }[];
  links: { from: string; to: string; value: number; tone: Tone; words: string }[];
}

/** `quiet`: all others, and what led to nothing. */
export type Tone = 'cobalt' | 'celadon' | 'quiet';

export type FlowChart = MountedChart<FlowPicture>;

/** A flow from left to right, a column for each touch. */
export function drawFlow(element: HTMLElement, signal: AbortSignal): FlowChart {
  return mountChart(element, signal, optionOf);
}

function optionOf(picture: FlowPicture, colour: Colours): Option {
  const names = new Map(picture.nodes.map(({ id, name }) => [id, name]));
  return {
    aria: { enabled: true, label: { description: picture.summary } },
    tooltip: {
      ...tooltipLook(colour),
      formatter: (shown) => {
        const { dataType, dataIndex, name } = Array.isArray(shown) ? (shown[0] ?? NOTHING) : shown;
        return textOf(dataType === 'edge' ? picture.links[dataIndex]?.words : names.get(name));
      },
    },
    series: [
      {
        type: 'sankey',
        left: 8,
        right: 140,
        top: 8,
        bottom: 8,
        nodeWidth: 12,
        nodeGap: 14,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        label: {
          color: colour.ink,
          fontSize: 12,
          width: 128,
          overflow: 'truncate',
          formatter: ({ name }) => names.get(name) ?? '',
        },
        data: picture.nodes.map(({ id, column, tone }) => ({
          name: id,
          depth: column,
          itemStyle: { color: colour[tone], borderWidth: 0 },
        })),
        links: picture.links.map(({ from, to, value, tone }) => ({
          source: from,
          target: to,
          value,
          lineStyle: { color: colour[tone], opacity: 0.25, curveness: 0.5 },
        })),
      },
    ],
  };
}

const NOTHING = { dataType: undefined, dataIndex: -1, name: '' };

/** Built as an element: what it says is text, whatever it holds. */
function textOf(words: string | undefined): HTMLElement {
  const box = document.createElement('div');
  box.textContent = words ?? '';
  return box;
}
