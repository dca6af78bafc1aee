import { SHOWN_ERRORS, type SpendError, type SpendKind, type SpendTotals } from '../../shared/wire/spend.ts';
import type { DayNumber } from './day.ts';
import type { LineFault, SpendLine } from './spendRow.ts';

/** What platforms say they delivered, and what it cost. */
export interface SpendSum {
  clicks: number;
  impressions: number;
  costMinor: number;
}

/** A day, platform and kind of cost: what an import replaces as a whole. */
export interface SpendPart extends SpendSum {
  day: DayNumber;
  platform: string;
  kind: SpendKind;
}

const SHOWN_ROWS = 10;
/** Days are moved in one transaction: so many take a fraction of a second. */
const MOST_PARTS = 20_000;
/** Every one is a row of the dictionary, and of reports by source. */
const MOST_SOURCES = 50_000;

/** What a file comes to, line by line; what it holds does not grow with the file. */
export class SpendSummary {
  rows = 0;
  skipped = 0;
  rounded = 0;
  errorCount = 0;
  readonly errors: SpendError[] = [];
  readonly first: SpendLine[] = [];
  readonly #parts = new Map<string, SpendPart>();
  readonly #sources = new Set<string>();

  add(line: SpendLine): void {
    this.rows++;
    if (line.isRounded) this.rounded++;
    if (this.first.length < SHOWN_ROWS) this.first.push(line);
    const { source, medium, campaign, content, term } = line;
    this.#sources.add(JSON.stringify([source, medium, campaign, content, term]));
    const key = `${line.day} ${line.kind} ${source}`;
    const part = this.#parts.get(key);
    if (part) addSum(part, line);
    else this.#parts.set(key, { day: line.day, platform: source, kind: line.kind, ...sumOf(line) });
    this.#checkSize(line.line);
  }

  fault(line: number, { column, fault, value }: LineFault): void {
    this.errorCount++;
    if (this.errors.length < SHOWN_ERRORS) this.errors.push({ line, column, fault, value });
  }

  /** In the order of their key. */
  get parts(): SpendPart[] {
    return [...this.#parts.values()].sort(byKey);
  }

  /** Whether reading on is of no use. */
  get isFull(): boolean {
    return this.#parts.size > MOST_PARTS || this.#sources.size > MOST_SOURCES;
  }

  #checkSize(line: number): void {
    if (!this.isFull) return;
    const value = this.#parts.size > MOST_PARTS ? `${MOST_PARTS} days` : `${MOST_SOURCES} sources`;
    this.fault(line, { column: null, fault: 'tooMany', value });
  }
}

export function sumOf({ clicks, impressions, costMinor }: SpendSum): SpendSum {
  return { clicks, impressions, costMinor };
}

/** Adds in place. */
export function addSum(into: SpendSum, add: SpendSum): void {
  into.clicks += add.clicks;
  into.impressions += add.impressions;
  into.costMinor += add.costMinor;
}

export function totalOf(sums: Iterable<SpendSum>): SpendSum {
  const total = { clicks: 0, impressions: 0, costMinor: 0 };
  for (const sum of sums) addSum(total, sum);
  return total;
}

/** Parts by platform and kind, most cost first. */
export function byPlatform(parts: readonly SpendPart[]): SpendTotals[] {
  const groups = Map.groupBy(parts, ({ platform, kind }) => `${kind} ${platform}`);
  return [...groups.values()]
    .flatMap((same) => {
      const [first] = same;
      const days = new Set(same.map(({ day }) => day)).size;
      return first ? [{ platform: first.platform, kind: first.kind, days, ...totalOf(same) }] : [];
    })
    .sort((a, b) => b.costMinor - a.costMinor || (a.platform < b.platform ? -1 : 1));
}

function byKey(a: SpendPart, b: SpendPart): number {
  return a.day - b.day || compare(a.platform, b.platform) || compare(a.kind, b.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
