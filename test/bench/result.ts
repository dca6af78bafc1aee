import type { Figure } from './figures.ts';

/** One line of the table. */
export interface Line {
  what: string;
  unit: string;
  /** Null where nothing was measured: the note says why. */
  figure: Figure | null;
  target: string;
  /** Null where nothing was measured, or where the line has no target of its own. */
  isMet: boolean | null;
  note: string;
}

export function missing(what: string, target: string, note: string): Line {
  return { what, unit: '', figure: null, target, isMet: null, note };
}

export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.what,
    line.figure ? `${show(line.figure.median)} ${line.unit}` : '–',
    line.figure && line.figure.rounds.length > 1 ? `${show(line.figure.min)} – ${show(line.figure.max)}` : '',
    line.target,
    line.isMet === null ? '' : line.isMet ? 'yes' : 'NO',
    line.note,
  ]);
  const head = ['what', 'median', 'spread', 'target', 'met', 'note'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const text = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [text(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(text)].join(
    '\n',
  );
}

function show(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
