import type { Reader } from '../platforms/platform.ts';

/** Longer texts are no names. */
const MAX_NAME = 120;

/** The name that stands in a row, or on the page as a whole; null where there is none. */
export function readName(reader: Reader, row: ParentNode, address: string): string | null {
  const text = reader.from === 'address' ? address : textIn(reader, row);
  const cut = text === null ? null : cutTo(reader, text, address);
  const name = cut?.replace(/\s+/g, ' ').trim() ?? '';
  return name === '' || name.length > MAX_NAME ? null : name;
}

function textIn({ from, selector, attribute }: Reader, row: ParentNode): string | null {
  const element =
    selector === undefined ? (row as Partial<Element> & ParentNode) : row.querySelector(selector);
  if (!element || !('getAttribute' in element)) return null;
  if (from === 'attribute') return element.getAttribute?.(attribute ?? '') ?? null;
  return element.textContent ?? null;
}

function cutTo({ parameter, after, before }: Reader, text: string, base: string): string | null {
  let left: string | null = text;
  if (parameter !== undefined) left = URL.parse(text, base)?.searchParams.get(parameter) ?? null;
  if (left !== null && after !== undefined) {
    const at = left.indexOf(after);
    left = at < 0 ? null : left.slice(at + after.length);
  }
  if (left !== null && before !== undefined) {
    const trimmed = left.trimStart();
    const at = trimmed.indexOf(before);
    left = at < 0 ? trimmed : trimmed.slice(0, at);
  }
  return left;
}
