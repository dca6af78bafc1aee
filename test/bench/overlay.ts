import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Cost, LINKS, measureTab, openCatalogue } from '../extension/overlayCost.ts';
import type { Bench } from './bench.ts';
import { figureOf } from './figures.ts';
import type { Line } from './result.ts';

const BUILT = fileURLToPath(new URL('../../.output/chrome-mv3/manifest.json', import.meta.url));
const TABS = 5;
const LOADS = 4;
const TIMES = 'time on the processor, layout that it forces included';

/** What the built extension costs a page with many links, in Chromium. */
export const overlay: Bench = async () => {
  if (!existsSync(BUILT)) execFileSync('npm', ['run', '--silent', 'build:extension'], { stdio: 'ignore' });
  const catalogue = await openCatalogue();
  const [first, costs]: [Cost[], Cost[]] = [[], []];
  try {
    for (let tab = 0; tab < TABS; tab += 1) {
      const [cold, ...warm] = await measureTab(catalogue, LOADS);
      if (cold) first.push(cold);
      costs.push(...warm);
    }
  } finally {
    await catalogue.close();
  }
  const line = (what: string, unit: string, key: keyof Cost, most: number, note = ''): Line => {
    const figure = figureOf(costs.map((cost) => cost[key]));
    const target = `≤ ${most}${unit === '' ? '' : ` ${unit}`}`;
    return { what, unit, figure, target, isMet: figure.median <= most, note };
  };
  const cold = figureOf(first.map(({ drawMs }) => drawMs));
  return [
    line(`overlay on ${LINKS.toLocaleString('en')} links, script to draw`, 'ms', 'drawMs', 16, TIMES),
    {
      what: 'overlay, the same in a new tab’s first load',
      unit: 'ms',
      figure: cold,
      target: '',
      isMet: null,
      note: 'a new process compiles it first',
    },
    line('overlay, script a scrolled frame', 'ms', 'frameMs', 8, TIMES),
    line('overlay, longest run while scrolling', 'ms', 'longestMs', 50, 'a long task begins at 50 ms'),
    line('overlay, layout shift', '', 'shift', 0),
  ];
};
