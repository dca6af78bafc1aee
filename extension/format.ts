/** Numbers for people, in the browser's locale unless another is named. */
export interface Formats {
  count(value: number): string;
  /** A count in little room: 12.3K. */
  shortCount(value: number): string;
  /** A share between 0 and 1, to one decimal. */
  share(value: number): string;
  /** The bounds of a share, in whole percents, never narrower than they are: 48–79. */
  interval(low: number, high: number): string;
  /** How much more or less, in whole percents with an arrow: ↑12%. */
  growth(now: number, before: number): string;
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
/** From here on, cents only take room. */
const WHOLE = 1_000;
const MUCH = 100_000;

/** Making a formatter costs far more than using one: keep what this answers. Each is made when first used. */
export function createFormats(currency: string, timeZone: string, locale?: string): Formats {
  const number = (options?: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options));
  const counts = number();
  const shortCounts = number({ notation: 'compact', maximumFractionDigits: 1 });
  const shares = number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const wholeShares = number({ style: 'percent' });
  const growths = number({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'never' });
  const money = number({ style: 'currency', currency });
  const symbol = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const plainMoney = number({ ...symbol, trailingZeroDisplay: 'stripIfInteger' });
  const wholeMoney = number({ ...symbol, maximumFractionDigits: 0 });
  const muchMoney = number({ ...symbol, notation: 'compact', maximumFractionDigits: 1 });
  const date = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(locale, options));
  const moments = date({ timeZone, dateStyle: 'medium', timeStyle: 'medium' });
  const days = date({ timeZone: 'UTC', month: 'short', day: 'numeric' });
  const relative = once(() => relativeTime(locale));
  const unit = once(() => 10 ** (money().resolvedOptions().maximumFractionDigits ?? 2));
  return {
    count: (value) => counts().format(value),
    shortCount: (value) => (Math.abs(value) < MANY ? counts : shortCounts)().format(value),
    share: (value) => (value === 1 ? wholeShares : shares)().format(value),
    interval: (low, high) =>
      [Math.floor(low * 100), Math.ceil(high * 100)].map((each) => counts().format(each)).join('–'),
    growth: (now, before) =>
      `${now > before ? '↑' : now < before ? '↓' : '='}${growths().format(now / before - 1)}`,
    money: (amountMinor) => money().format(amountMinor / unit()),
    shortMoney: (amountMinor) => {
      const amount = amountMinor / unit();
      const size = Math.abs(amount);
      return (size < WHOLE ? plainMoney : size < MUCH ? wholeMoney : muchMoney)().format(amount);
    },
    ago: (at, now) => timeAgo(relative(), at, now),
    moment: (at) => moments().format(at),
    day: (day) => days().format(new Date(`${day}T00:00:00Z`)),
  };
}

/** The same answer every time, found when first asked for. */
function once<Answer extends object | number>(find: () => Answer): () => Answer {
  let answer: Answer | undefined;
  return () => {
    answer ??= find();
    return answer;
  };
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** The words of times that are relative. */
export function relativeTime(locale?: string): Intl.RelativeTimeFormat {
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
}

/** Short and relative. Clocks differ: what lies in the future is now. */
export function timeAgo(words: Intl.RelativeTimeFormat, at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? ['second', 1];
  return words.format(-Math.floor(seconds / length), unit);
}
