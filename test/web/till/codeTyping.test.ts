import { describe, expect, test } from 'vitest';
import { caretPastHyphen, groupTyped } from '../../../server/web/till/codeTyping.ts';

/** The caret is written as a bar. */
function grouped(shown: string): string {
  const caret = shown.indexOf('|');
  const typed = groupTyped(shown.replace('|', ''), caret);
  return `${typed.text.slice(0, typed.caret)}|${typed.text.slice(typed.caret)}`;
}

describe('groupTyped', () => {
  test.each([
    ['nothing', '|', '|'],
    ['a first character', 'a|', 'A|'],
    ['the third: no hyphen before there is more', 'abc|', 'ABC|'],
    ['the fourth', 'ABCd|', 'ABC-D|'],
    ['a hyphen that was typed', 'ABC-|', 'ABC|'],
    ['all of it', 'abc123xyz|', 'ABC-123-XYZ|'],
    ['what a scanner sends', 'ABC-123-XYZ|', 'ABC-123-XYZ|'],
    ['letters that look like digits', 'oil|', '011|'],
    ['spaces between', 'abc 123 xyz|', 'ABC-123-XYZ|'],
    ['full-width letters of an input method', 'ａｂｃ１|', 'ABC-1|'],
    ['one typed in the middle', 'ABx|C-123', 'ABX|-C12-3'],
    ['one typed at the start', 'x|ABC-123', 'X|AB-C12-3'],
    ['one typed behind a hyphen', 'ABC-x|12', 'ABC-X|12'],
    ['one taken out of the middle', 'A|C-123-X', 'A|C1-23X'],
    ['a tenth character stays to be seen', 'ABC-123-XYZ4|', 'ABC-123-XYZ-4|'],
  ])('%s', (_, typed, shown) => {
    expect(grouped(typed)).toBe(shown);
  });

  test('typing a code one key after the other leads to the same text as pasting it', () => {
    let text = '';
    for (const key of 'abc123xyz') {
      const typed = groupTyped(`${text}${key}`, text.length + 1);
      expect(typed.caret).toBe(typed.text.length);
      text = typed.text;
    }
    expect(text).toBe('ABC-123-XYZ');
  });
});

describe('caretPastHyphen', () => {
  test.each([
    ['Backspace behind a hyphen', 'ABC-1', 4, 'deleteContentBackward', 3],
    ['Backspace behind a character', 'ABC-1', 5, 'deleteContentBackward', null],
    ['Delete before a hyphen', 'ABC-1', 3, 'deleteContentForward', 4],
    ['Delete before a character', 'ABC-1', 2, 'deleteContentForward', null],
    ['typing behind a hyphen', 'ABC-1', 4, 'insertText', null],
  ])('%s', (_, text, caret, inputType, expected) => {
    expect(caretPastHyphen(text, caret, inputType)).toBe(expected);
  });
});
