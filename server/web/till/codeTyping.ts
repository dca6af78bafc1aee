import { groupCode, normaliseCode } from '../../../shared/couponCode.ts';

export interface Typed {
  text: string;
  caret: number;
}

/** What the field shows for what was typed, with the caret behind the same character as before. */
export function groupTyped(text: string, caret: number): Typed {
  const before = normaliseCode(text.slice(0, caret)).length;
  return { text: groupCode(normaliseCode(text)), caret: before + Math.max(0, Math.ceil(before / 3) - 1) };
}

/**
 * Where the caret goes before a deletion, so that the key takes a character and not the hyphen, which would
 * come straight back. Null where the deletion is fine as it is.
 */
export function caretPastHyphen(text: string, caret: number, inputType: string): number | null {
  if (inputType === 'deleteContentBackward' && text[caret - 1] === '-') return caret - 1;
  if (inputType === 'deleteContentForward' && text[caret] === '-') return caret + 1;
  return null;
}
