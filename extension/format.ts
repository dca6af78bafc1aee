import { formatMoney, minorDigits } from '../shared/money.ts';

/** Numbers for people, in the browser's locale unless another is named. */
export interface Formats {
  count(value: number): string;
  /** A count in little room: 12.3K. */
  shortCount(value: number): string;
  /** A share between 0 and 1, to one decimal. */
  share(value: number): string;
  money(amountMinor: number): string;
  /** Money in little room: no empty decimals, and short from a hundred thousand. */
  shortMoney(amountMinor: number): string;
  /** How long ago: "2 minutes ago", "now". */
  ago(at: number, now: number): string;
  /** The exact time, where the shop is. */
  moment(at: number): string;
  /** A day of the site's calendar, `YYYY-MM-DD`. */
  day(day: string): string;
}

const MANY = 10_000;
const MUCH = 100_000;

export function createFormats(currency: string, timeZone: string, locale?: string): Formats {
  const counts = new Intl.NumberFormat(locale);
  const shortCounts = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const shares = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const symbol = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const plainMoney = new Intl.NumberFormat(locale, { ...symbol, trailingZeroDisplay: 'stripIfInteger' });
  const shortMoney = new Intl.NumberFormat(locale, {
    ...symbol,
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const moments = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', day: 'numeric' });
  const unit = 10 ** minorDigits(currency);
  return {
    count: (value) => counts.format(value),
    shortCount: (value) => (Math.abs(value) < MANY ? counts : shortCounts).format(value),
    share: (value) => shares.format(value),
    money: (amountMinor) => formatMoney(amountMinor, currency, locale),
    shortMoney: (amountMinor) => {
      const amount = amountMinor / unit;
      return (Math.abs(amount) < MUCH ? plainMoney : shortMoney).format(amount);
    },
    ago: (at, now) => ago(at, now, locale),
    moment: (at) => moments.format(at),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
  };
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** Short and relative. Clocks differ: what lies in the future is now. */
export function ago(at: number, now: number, locale?: string): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? ['second', 1];
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  return words.format(-Math.floor(seconds / length), unit);
}
