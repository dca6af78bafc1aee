import type { PlatformReport, PlatformRow } from '../../../../shared/wire/platforms.ts';
import { rowName } from '../attribution/rowName.ts';
import { day, number, percent } from '../say.ts';
import { t } from '../texts.ts';

/** What people call a row. */
export function platformName(key: string, by: PlatformReport['by']): string {
  return rowName({ label: key || null }, by);
}

/** The rule that decided, with what it looked at. */
export function ruleWords(
  { verdict, botShare }: PlatformRow,
  { thresholds, matureTo }: PlatformReport,
): string {
  return t(`rule.${verdict.rule}`, {
    least: number(thresholds.leastTrials),
    most: percent(thresholds.mostBots),
    share: percent(botShare),
    to: matureTo === null ? '' : day(matureTo),
  });
}

/** What a hundred clicks bring, to two decimals. */
export function hundredth(value: number): string {
  return number(Math.round(value * 100) / 100);
}

/** The id of a row's name in the page: who closes what it opened goes on there. */
export function nameId(key: string): string {
  return `platform-${key}`;
}
