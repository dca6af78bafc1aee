/**
 * Before what a spreadsheet takes for the beginning of a formula, in full width too. Where a country's decimal
 * is a comma it cuts the line at semicolons, whatever quotes say: a cell may begin after one.
 */
const BEFORE_FORMULA = /(^|[;\t\r\n])(?= ?[=+\-@＝＋－＠])/g;
const BLANK_FIRST = /^(?=[\t\r\n])/;
const NEEDS_QUOTES = /[",\r\n]/;

/** Spreadsheets take a file for UTF-8 only where it begins with this. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A row of a CSV file (RFC 4180) for people, with its line's end. A text that a spreadsheet would run as a
 * formula gets an apostrophe before it; numbers are left alone.
 */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(harmless(cell)))).join(',')}\r\n`;
}

/** A row for a program that takes every cell as it is written. */
export function plainCsvRow(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function harmless(text: string): string {
  return text.replace(BEFORE_FORMULA, "$1'").replace(BLANK_FIRST, "'");
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
