import type { PlatformReport, PlatformRow, VerdictRule } from '../../../../shared/wire/platforms.ts';
import { money, number } from '../say.ts';
import { t, texts } from '../texts.ts';
import { platformName } from './words.ts';

/** What each rule makes of a platform in the sentence; the others it passes over. */
const SAID: Partial<Record<VerdictRule, 'customers' | 'water' | 'losing' | 'robots'>> = {
  surelyPays: 'customers',
  pays: 'customers',
  surelyLoses: 'water',
  surelyLost: 'water',
  young: 'losing',
  bots: 'robots',
};
const NAMED = 3;

/** Which platforms bring customers and which bring water, in plain words. */
export function platformsAnswer(report: PlatformReport): string {
  const groups = Map.groupBy(report.rows, ({ verdict }) => SAID[verdict.rule]);
  const sentences = (['customers', 'water', 'losing', 'robots'] as const).flatMap((kind) => {
    const rows = groups.get(kind);
    return rows ? [t(`platforms.say.${kind}`, words(rows, report))] : [];
  });
  return sentences.length > 0 ? sentences.join(t('platforms.say.between')) : undecided(report);
}

/** Nothing can be said of what costs: of what comes for nothing, who buys most. */
function undecided(report: PlatformReport): string {
  if (report.rows.some(({ costMinor }) => costMinor)) return t('platforms.say.early');
  const [most] = report.rows.toSorted((a, b) => b.redemptions - a.redemptions);
  if (!most?.redemptions) return t('platforms.say.nobody');
  return t('platforms.say.free', words([most], report));
}

function words(rows: readonly PlatformRow[], { by, currency }: PlatformReport) {
  const sum = (of: (row: PlatformRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const sold = sum((row) => row.redemptions);
  return {
    count: rows.length,
    names: listed(rows.map(({ key }) => platformName(key, by))),
    sold: t('platforms.say.sold', { count: sold, n: number(sold) }),
    revenue: money(
      sum((row) => row.revenueMinor),
      currency,
    ),
    cost: money(
      sum((row) => row.costMinor ?? 0),
      currency,
    ),
  };
}

/** The first three by name, the others by number. */
function listed(names: readonly string[]): string {
  const rest = names.length - NAMED;
  const shown = rest > 0 ? [...names.slice(0, NAMED), t('platforms.say.more', { count: rest })] : names;
  return new Intl.ListFormat(texts.language(), { type: 'conjunction' }).format(shown);
}
