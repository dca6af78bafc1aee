import { formatMoney as sharedFormatMoney, typeMoney } from '../../../shared/money.ts';
import { formatDay, formatNumber, formatPercent } from '../format.ts';
import { texts } from './texts.ts';

/** The formats of format.ts and money.ts in the console's own language. */
export const number = (value: number) => formatNumber(value, texts.locale());
export const percent = (share: number | null) => formatPercent(share, texts.locale());
export const day = (value: string, style: 'medium' | 'short' = 'medium') =>
  formatDay(value, texts.locale(), style);
export const money = (amountMinor: number, currency: string) =>
  sharedFormatMoney(amountMinor, currency, texts.locale());

/** An amount as a person would type it into a field: (499900, 'CNY') is '4999.00', null is ''. */
export function typedMoney(amountMinor: number | null, currency: string): string {
  return amountMinor === null ? '' : typeMoney(amountMinor, currency);
}
