import { stepRates, worstStep } from '../../../../shared/funnelRates.ts';
import type { Funnel, SourceCounts } from '../../../../shared/wire/funnel.ts';
import { number, percent } from '../say.ts';
import { t } from '../texts.ts';
import { sourceName } from './source.ts';

interface Bringer {
  name: string;
  arrivals: number;
  bought: number;
}

/** The funnel in plain words: who brought what, and where most are lost. */
export function answer(funnel: Funnel): string[] {
  const { counts } = funnel;
  if (counts.arrival === 0) return [t('answer.nobody')];
  const way = counts.redemption > 0 || counts.order === 0 ? 'redemption' : 'order';
  const bringers = bringersOf(funnel.sources, way);
  const first = counts[way] === 0 ? withoutSale(funnel, bringers) : withSale(counts[way], way, bringers);
  return [first, ...worstWords(funnel)];
}

function withoutSale({ counts }: Funnel, bringers: Bringer[]): string {
  const visitors = t('answer.visitors', { count: counts.arrival, n: number(counts.arrival) });
  const top = byArrivals(bringers);
  const most =
    top && bringers.length > 1 ? t('answer.mostFrom', { source: top.name, n: number(top.arrivals) }) : '';
  const codes =
    counts.coupon > 0
      ? t('answer.codesOnly', { count: counts.coupon, n: number(counts.coupon) })
      : t('answer.noSale');
  return visitors + most + codes;
}

function withSale(total: number, way: 'redemption' | 'order', bringers: Bringer[]): string {
  const best = bringers.reduce((a, b) => (b.bought > a.bought ? b : a));
  const most = byArrivals(bringers);
  const values = { count: total, total: number(total), source: best.name, n: number(best.bought) };
  const brought = t(`answer.${best.bought === total ? 'all' : 'most'}.${way}`, values);
  if (!most || most === best) return `${brought}${t('answer.stop')}`;
  return (
    brought +
    t('answer.mostVisitors', { source: most.name, arrivals: number(most.arrivals), n: number(most.bought) })
  );
}

function worstWords({ counts }: Funnel): string[] {
  const worst = worstStep(counts);
  const rate = stepRates(counts).find(({ step }) => step === worst);
  if (!rate?.before) return [];
  const values = {
    loss: percent(rate.loss),
    before: t(`step.${rate.before}`),
    step: t(`step.${rate.step}`),
    team: t(`team.${rate.team}`),
  };
  return [t('answer.worst', values)];
}

/** Sources by the name that people know them by: all campaigns and placements of one together. */
function bringersOf(sources: SourceCounts[], way: 'redemption' | 'order'): Bringer[] {
  const byName = new Map<string, Bringer>();
  for (const { source, counts } of sources) {
    const name = spokenName(sourceName(source));
    const so = byName.get(name) ?? { name, arrivals: 0, bought: 0 };
    byName.set(name, { name, arrivals: so.arrivals + counts.arrival, bought: so.bought + counts[way] });
  }
  return [...byName.values()];
}

/** `weibo` is written so in addresses; in a sentence it is a name. */
function spokenName(name: string): string {
  return /^[a-z][a-z0-9]*$/.test(name) ? name[0]?.toUpperCase() + name.slice(1) : name;
}

function byArrivals(bringers: Bringer[]): Bringer | undefined {
  return bringers.toSorted((a, b) => b.arrivals - a.arrivals)[0];
}
