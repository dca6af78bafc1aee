import { describe, expect, test } from 'vitest';
import { sortByFigure } from '../../server/domain/reportSort.ts';

const rows: [name: string, figure: number | null][] = [
  ['a', 2],
  ['b', null],
  ['c', -1],
  ['d', 2],
  ['e', 5],
  ['f', null],
];
const names = (ascending: boolean) =>
  sortByFigure(rows, ([, figure]) => figure, ascending)
    .map(([name]) => name)
    .join('');

describe('rows by a figure', () => {
  test('come greatest first, equal ones as they were, unknown ones last', () => {
    expect(names(false)).toBe('eadcbf');
  });

  test('or least first, with unknown ones still last', () => {
    expect(names(true)).toBe('cadebf');
  });
});
