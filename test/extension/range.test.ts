import { describe, expect, it } from 'vitest';
import { chosenRange, dayIn, isRange, rangeBefore, rangeDays } from '../../extension/live/range.ts';

const LATE = Date.parse('2026-03-01T17:30:00Z');

describe('a range of days', () => {
  it('ends today where the shop is, not where the reader is', () => {
    expect(dayIn('UTC', LATE)).toBe('2026-03-01');
    expect(dayIn('Asia/Shanghai', LATE)).toBe('2026-03-02');
    expect(rangeDays({ kind: 'today' }, 'Asia/Shanghai', LATE)).toEqual({
      from: '2026-03-02',
      to: '2026-03-02',
    });
  });

  it('counts both ends, over the end of a month', () => {
    expect(rangeDays({ kind: 'last', days: 7 }, 'Asia/Shanghai', LATE)).toEqual({
      from: '2026-02-24',
      to: '2026-03-02',
    });
    expect(rangeDays({ kind: 'last', days: 28 }, 'UTC', LATE)).toEqual({
      from: '2026-02-02',
      to: '2026-03-01',
    });
  });

  it('has as many days right before it, over the end of a month', () => {
    expect(rangeBefore('2026-02-24', '2026-03-02')).toEqual({ from: '2026-02-17', to: '2026-02-23' });
    expect(rangeBefore('2026-03-01', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' });
  });

  it('keeps chosen days, in order', () => {
    expect(chosenRange('2026-02-10', '2026-02-01')).toEqual({
      kind: 'days',
      from: '2026-02-01',
      to: '2026-02-10',
    });
    expect(chosenRange('2026-02-31x', '2026-02-01')).toBeNull();
    expect(chosenRange('', '2026-02-01')).toBeNull();
  });

  it.each([
    [{ kind: 'today' }, true],
    [{ kind: 'last', days: 7 }, true],
    [{ kind: 'last', days: 9_999 }, false],
    [{ kind: 'days', from: '2026-01-01', to: '2026-01-02' }, true],
    [{ kind: 'days', from: '2026-13-01', to: '2026-01-02' }, false],
    [{ kind: 'days', from: 1, to: 2 }, false],
    [null, false],
    ['today', false],
  ])('knows %j from a message: %j', (value, expected) => {
    expect(isRange(value)).toBe(expected);
  });
});
