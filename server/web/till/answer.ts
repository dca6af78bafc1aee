import { groupCode } from '../../../shared/couponCode.ts';
import type { Given, Redemption } from '../../../shared/wire/till.ts';
import { refusalWords, type Verdict } from './refusalWords.ts';
import type { Sale } from './sale.ts';
import type { Tongue } from './tongue.ts';
import { troubleWords } from './troubleWords.ts';

/** What the upper half says. `good` is celadon, `bad` seal red, `watch` amber: nothing is decided yet. */
export interface AnswerText {
  tone: 'idle' | 'good' | 'bad' | 'watch';
  title: string;
  /** What to do next. */
  next: string;
  facts: string[];
}

/** The answer to where the sale stands, in the clerk's words. */
export function answerText(sale: Sale, undone: Redemption | null, tongue: Tongue): AnswerText {
  const { t } = tongue;
  if (sale.stage === 'refused') return verdict('bad', refusalWords(sale.refused, tongue));
  if (sale.stage === 'done') return doneText(sale.redemption, tongue);
  if (sale.stage === 'failed' || sale.stage === 'order') {
    if (sale.trouble && sale.trouble !== 'signedOut') {
      return verdict('watch', troubleWords(sale.trouble, sale.stage === 'order'));
    }
    if (sale.stage === 'failed') return plain(t('code.looking'), '');
    return sale.refused ? verdict('bad', refusalWords(sale.refused, tongue)) : givenText(sale.given, tongue);
  }
  if (sale.stage === 'asking') return plain(t('code.looking'), '');
  if (sale.mistyped) return verdict('bad', refusalWords({ ok: false, why: 'mistyped' }, tongue));
  if (undone) return plain(t('undone.title'), t('undone.text', { code: groupCode(undone.code) }));
  return plain(t('idle.title'), t('idle.text'));
}

const plain = (title: string, next: string): AnswerText => ({ tone: 'idle', title, next, facts: [] });

const verdict = (tone: 'bad' | 'watch', { sentence, next }: Verdict): AnswerText => ({
  tone,
  title: sentence,
  next,
  facts: [],
});

function givenText(given: Given, tongue: Tongue): AnswerText {
  const { t, money, moment } = tongue;
  const facts = [groupCode(given.code)];
  if (given.kind === 'percent' && given.maxDiscountMinor !== null) {
    facts.push(t('given.upTo', { amount: money(given.maxDiscountMinor) }));
  }
  if (given.minimumMinor > 0) facts.push(t('given.from', { amount: money(given.minimumMinor) }));
  if (given.expiresAt !== null) facts.push(t('given.until', { at: moment(given.expiresAt) }));
  return { tone: 'good', title: giftOrDiscount(given, tongue), next: given.offer, facts };
}

function giftOrDiscount({ kind, percent, amountMinor, gift }: Given, { t, money }: Tongue): string {
  if (kind === 'percent') return t('given.percent', { percent: percent ?? 0 });
  return kind === 'amount'
    ? t('given.amount', { amount: money(amountMinor ?? 0) })
    : t('given.gift', { gift: gift ?? '' });
}

function doneText(redemption: Redemption, { t, money }: Tongue): AnswerText {
  const { amountMinor, discountMinor, toPayMinor, gift, code, order } = redemption;
  const sum =
    discountMinor > 0
      ? t('done.sum', { amount: money(amountMinor), discount: money(discountMinor) })
      : t('done.sumGift', { amount: money(amountMinor) });
  return {
    tone: 'good',
    title: t('done.charge', { amount: money(toPayMinor) }),
    next: gift === null ? sum : t('done.gift', { gift }),
    facts: [...(gift === null ? [] : [sum]), t('done.order', { order }), groupCode(code)],
  };
}
