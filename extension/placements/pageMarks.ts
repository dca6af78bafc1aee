import { noCounts } from '../../shared/funnelChange.ts';
import { countsOfEach, matchesSource, ruleOf, type SourceRule } from '../../shared/sourceRule.ts';
import type { Funnel, PositionCounts, SourceCounts } from '../../shared/wire/funnel.ts';
import type { LiveSnapshot } from '../../shared/wire/live.ts';
import type { FromOverlay, ViewedPlacement } from '../messages.ts';
import { idle } from '../overlay/badges/idle.ts';
import type { Figures } from '../overlay/badges/layer.ts';
import type { Scanner } from '../overlay/badges/scan.ts';
import { createMarkScanner } from './markScanner.ts';
import type { Mark, Marked } from './marks.ts';

interface Deps {
  placement: () => ViewedPlacement | null;
  send: (message: FromOverlay) => void;
  redraw: () => void;
}

/** The marks of a page elsewhere: found on it, and given the numbers of the sources that they name. */
export interface Marks {
  scanner: Scanner;
  /** Hears when the page should be looked through again. */
  onChange(listener: () => void): void;
  /** A mark that nobody came by has no row: it gets no badge. */
  figures(numbers: LiveSnapshot | null): Figures | null;
  /** The worker is asked anew, or another page is shown. */
  forget(): void;
  stop(): void;
}

export function createMarks({ placement, send, redraw }: Deps): Marks {
  let listener: () => void = () => undefined;
  let marks: Mark[] = [];
  let asked = '';
  let known: { numbers: LiveSnapshot; marks: Mark[]; figures: Figures } | null = null;

  function take(next: Mark[]): void {
    const isSame = next.length === marks.length && next.every(({ key }, index) => key === marks[index]?.key);
    if (!isSame) marks = next;
    const sources = [
      ...new Set(marks.flatMap(({ rule }) => rule.source ?? []).filter((name) => name !== null)),
    ];
    // Of more than a few sources, the site's are asked for: any two names say so.
    const wanted = sources.slice(0, 2).map((name) => name.slice(0, 120));
    if (asked !== wanted.join('\n')) send({ kind: 'marks', sources: wanted });
    asked = wanted.join('\n');
    if (!isSame) redraw();
  }

  const scanner = createMarkScanner({
    page: document,
    address: () => location.href,
    marked: () => toMarked(placement()),
    pause: idle,
    onMarks: take,
    onChange: () => listener(),
  });
  return {
    scanner,
    onChange(hears) {
      listener = hears;
      hears();
    },
    figures(numbers) {
      if (!numbers) return null;
      if (known?.numbers !== numbers || known.marks !== marks) {
        known = { numbers, marks, figures: figuresOf(marks, numbers, known?.figures) };
      }
      return known.figures;
    },
    forget() {
      asked = '';
      listener();
    },
    stop: scanner.stop,
  };
}

function toMarked(placement: ViewedPlacement | null): Marked | null {
  return placement && { adapter: placement.adapter, rule: wideRule(placement), origins: placement.origins };
}

/** Of a platform's rows, each names its own campaign: what the placement itself names narrows no further than its source and medium. */
function wideRule({ names }: ViewedPlacement): SourceRule {
  const { source = null, medium = null } = names;
  return ruleOf({ source, medium });
}

/** A row that reads as before stays the same object: its badge is not written again. */
function figuresOf(marks: readonly Mark[], { funnel }: LiveSnapshot, before: Figures | undefined): Figures {
  const old = new Map(before?.positions.map((row) => [row.position, row]));
  const sums = countsOfEach(
    funnel.sources,
    marks.map(({ rule }) => rule),
  );
  const positions = marks.flatMap(({ key, label }, id): PositionCounts[] => {
    const counts = sums[id];
    if (!counts) return [];
    const same = old.get(key);
    const isSame = same && same.label === label && JSON.stringify(same.counts) === JSON.stringify(counts);
    return [isSame ? same : { id, position: key, label, counts }];
  });
  return { positions, counts: noCounts(), sourcesOf: (key) => sourcesOf(key, marks, funnel) };
}

/** Those that a mark means, the greatest first. */
function sourcesOf(key: string, marks: readonly Mark[], { sources }: Funnel): SourceCounts[] {
  const mark = marks.find((each) => each.key === key);
  if (!mark) return [];
  const meant = sources.filter(({ source }) => matchesSource(mark.rule, source));
  return meant.toSorted((a, b) => b.counts.arrival - a.counts.arrival);
}
