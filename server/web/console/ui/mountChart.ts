import { AriaComponent, TooltipComponent, type TooltipComponentOption } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([AriaComponent, TooltipComponent, SVGRenderer]);

/** A chart that shows whatever it was given last. */
export interface MountedChart<Shown> {
  show: (shown: Shown) => void;
}

const TOKENS = ['cobalt', 'celadon', 'amber', 'ink', 'quiet', 'line', 'surface'] as const;
/** The theme's tokens as plain colours: the renderer cannot read custom properties. */
export type Colours = Record<(typeof TOKENS)[number], string>;

/** A chart in an element until the signal ends; it follows the element's width and the page's theme. */
export function mountChart<Shown>(
  element: HTMLElement,
  signal: AbortSignal,
  optionOf: (shown: Shown, colour: Colours) => EChartsCoreOption,
): MountedChart<Shown> {
  const chart = init(element, null, { renderer: 'svg' });
  let redraw = () => {};
  const resizing = new ResizeObserver(() => chart.resize());
  const theming = new MutationObserver(() => redraw());
  resizing.observe(element);
  theming.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw(), { signal });
  signal.addEventListener('abort', () => {
    resizing.disconnect();
    theming.disconnect();
    chart.dispose();
  });
  return {
    show(shown) {
      if (signal.aborted) return;
      redraw = () => {
        const colour = colours(element);
        chart.setOption({ ...base(element, colour), ...optionOf(shown, colour) }, { notMerge: true });
      };
      redraw();
    },
  };
}

/** Motion and type are the page's in every chart. */
function base(element: HTMLElement, colour: Colours): EChartsCoreOption {
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 0,
    animationDurationUpdate: 120,
    textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: colour.quiet },
  };
}

/** A tooltip as a flat card. */
export function tooltipLook(colour: Colours): TooltipComponentOption {
  return {
    backgroundColor: colour.surface,
    borderColor: colour.line,
    textStyle: { color: colour.ink, fontSize: 13 },
    extraCssText: 'box-shadow: none',
    transitionDuration: 0,
  };
}

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
