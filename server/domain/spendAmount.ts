import type { SpendFault, SpendReading } from '../../shared/wire/spend.ts';

/** A decimal number as it was written: its digits without a point, and how many of them stand after it. */
export interface Decimal {
  digits: bigint;
  decimals: number;
}

/** Platforms write a dash where nothing is known or nothing happened. */
const NOTHING = /^[-–—]+$/;
const SPACES = /[\s'’_]/gu;

/**
 * Reads a number as spreadsheets and platforms write it: "1,234.56", "1.234,56", "1 234", "12,5". Where
 * point and comma both stand in it, the last one is the decimal. A lone one before exactly three digits may be
 * either: `decimal` says which, and "auto" refuses it, rather than be wrong by a thousand.
 */
export function readDecimal(text: string, decimal: SpendReading['decimal']): Decimal | SpendFault {
  const bare = text.normalize('NFKC').replace(SPACES, '');
  if (bare === '') return 'missing';
  if (NOTHING.test(bare)) return { digits: 0n, decimals: 0 };
  if (/^[-−(]/.test(bare)) return /\d/.test(bare) ? 'negative' : 'badNumber';
  if (!/^\d[\d.,]*$/.test(bare) && !/^[.,]\d+$/.test(bare)) return 'badNumber';
  const mark = decimalMark(bare, decimal);
  if (mark === 'ambiguous') return 'ambiguousNumber';
  const [whole = '', after = '', ...more] = mark === null ? [bare] : bare.split(mark);
  if (more.length > 0 || !/^\d*$/.test(after) || !isGrouped(whole)) return 'badNumber';
  return { digits: BigInt(whole.replace(/[.,]/g, '') + after || '0'), decimals: after.length };
}

/** The character before the decimals; null where there are none. */
function decimalMark(text: string, decimal: SpendReading['decimal']): '.' | ',' | null | 'ambiguous' {
  const points = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (points + commas === 0) return null;
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  const own = points > 0 ? '.' : ',';
  // Twice the same: it groups thousands.
  if (points + commas > 1) return null;
  const said = { point: '.', comma: ',', auto: null }[decimal];
  const maybeThousand = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  if (!maybeThousand) return own;
  if (said === null) return 'ambiguous';
  return said === own ? own : null;
}

/** Thousands are grouped by threes or not at all. */
function isGrouped(whole: string): boolean {
  return /^\d*$/.test(whole) || /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(whole);
}

/** A count: decimals of a whole number may only be zeros. */
export function readCount(text: string, decimal: SpendReading['decimal']): number | SpendFault {
  if (text.trim() === '') return 0;
  const read = readDecimal(text, decimal);
  if (typeof read === 'string') return read;
  const scale = 10n ** BigInt(read.decimals);
  if (read.digits % scale !== 0n) return 'badNumber';
  const count = Number(read.digits / scale);
  return Number.isSafeInteger(count) ? count : 'badNumber';
}

const UNIT_DIGITS: Record<SpendReading['costUnit'], (minorDigits: number) => number> = {
  major: () => 0,
  minor: (minorDigits) => minorDigits,
  micros: () => 6,
};

export interface Cost {
  minor: number;
  /** Whether it had more decimals than the currency: then half a minor unit and more counts as one. */
  isRounded: boolean;
}

/** A cost in minor units, without ever passing through a fraction. A symbol or code must be the currency's own. */
export function readCost(
  text: string,
  { decimal, costUnit }: Pick<SpendReading, 'decimal' | 'costUnit'>,
  currency: { code: string; minorDigits: number },
): Cost | SpendFault {
  const bare = withoutCurrency(text, currency.code);
  if (bare === null) return 'otherCurrency';
  const read = readDecimal(bare, decimal);
  if (typeof read === 'string') return read;
  // The number in minor units is digits × 10^shift.
  const shift = currency.minorDigits - read.decimals - UNIT_DIGITS[costUnit](currency.minorDigits);
  if (shift >= 0) return safe(read.digits * 10n ** BigInt(shift), false);
  const scale = 10n ** BigInt(-shift);
  const isRounded = read.digits % scale !== 0n;
  return safe((read.digits * 2n + scale) / (scale * 2n), isRounded);
}

function safe(minor: bigint, isRounded: boolean): Cost | SpendFault {
  return minor <= BigInt(Number.MAX_SAFE_INTEGER) ? { minor: Number(minor), isRounded } : 'badNumber';
}

/** Null where it names another currency than the site's. */
function withoutCurrency(text: string, code: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const marks = plain.match(/[\p{Sc}\p{L}]+/gu);
  // Without a figure it is no amount of any currency.
  if (!marks || !/\d/.test(plain)) return plain;
  if (!marks.every((mark) => isOwn(mark, code))) return null;
  return plain.replace(/[\p{Sc}\p{L}]+/gu, '').trim();
}

function isOwn(mark: string, code: string): boolean {
  const upper = mark.toUpperCase();
  const own = [code, narrowSymbol(code), ...(code === 'CNY' ? ['RMB', '元', 'CN¥'] : [])];
  return own.includes(upper);
}

function narrowSymbol(currency: string): string {
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value.normalize('NFKC') ?? currency;
}
