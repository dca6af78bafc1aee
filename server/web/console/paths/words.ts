import type { PathsReport, TopPath } from '../../../../shared/wire/paths.ts';
import type { SourceDimension } from '../../../../shared/wire/report.ts';
import { rowName } from '../attribution/rowName.ts';
import { number, percent } from '../say.ts';
import { t } from '../texts.ts';

/** What people call a touch of a path. */
export function touchName(key: string, by: SourceDimension): string {
  return rowName({ label: key || null }, by);
}

/** A path as a sentence would hold it: repeats in a row once, with how often. */
export function pathName({ path }: Pick<TopPath, 'path'>, by: SourceDimension): string {
  return foldedPath(path)
    .map(({ key, times }) => touchName(key, by) + (times > 1 ? ` ×${number(times)}` : ''))
    .join(' → ');
}

/** A path with the touches that follow each other under one name together. */
export function foldedPath(path: readonly string[]): { key: string; times: number }[] {
  const folded: { key: string; times: number }[] = [];
  for (const key of path) {
    const last = folded.at(-1);
    if (last?.key === key) last.times += 1;
    else folded.push({ key, times: 1 });
  }
  return folded;
}

/** Days to one decimal; a dash where they are not known. */
export function daysText(days: number | null): string {
  return days === null ? '–' : number(Math.round(days * 10) / 10);
}

/** By which way most was redeemed, in plain words. */
export function pathsAnswer({ rows, total, by }: PathsReport): string {
  const [top] = rows;
  if (!top || total.redemptions === 0) {
    return total.lost === null
      ? t('paths.answerNothing')
      : t('paths.answerLost', { lost: number(total.lost) });
  }
  const values = {
    path: pathName(top, by),
    n: number(top.redemptions),
    all: number(total.redemptions),
    share: percent(top.redemptions / total.redemptions),
  };
  const most = t('paths.answer', values);
  return top.days === null ? most : most + t('paths.answerDays', { days: daysText(top.days) });
}
