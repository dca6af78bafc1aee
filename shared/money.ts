/**
 * Money is an integer of a currency's minor unit (cents, fen) everywhere; only these functions turn it
 * into text or read it from text.
 */

/** Digits after the decimal point of an ISO 4217 currency: 2 for EUR and CNY, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** An amount for people, with its currency, in their locale: (499900, 'CNY', 'zh-CN') gives "¥4,999.00". */
export function formatMoney(amountMinor: number, currency: string, locale?: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amountMinor / 10 ** digits);
}

/** An amount as a person would type it: (499900, 'CNY') gives "4999.00". */
export function typeMoney(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amountMinor / 10 ** digits).toFixed(digits);
}

/**
 * Reads what a person typed ("4999", "4,999.00", "4 999,5", "¥4,999") as minor units, without ever
 * passing through a fraction. Null where it is no amount, is negative, or has more decimals than the
 * currency: a clerk is asked again rather than rounded. A lone point before three digits is refused, because
 * it may be a thousand's or a slip.
 */
export function parseMoney(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const bare = text.normalize('NFKC').replace(/[\s\p{Sc}'’_]/gu, '');
  const match = /^(\d{1,3}(?:([.,])\d{3})+|\d+)(?:([.,])(\d*))?$/.exec(bare);
  if (!match) return null;
  const [, whole = '', thousands, point, decimals = ''] = match;
  if (thousands && thousands === point) return null;
  // "12.345" is twelve thousand in Berlin and a slip in Shanghai: better asked again than a thousandfold.
  if (thousands === '.' && !point && !whole.includes(',') && digits > 0) return null;
  if (decimals.length > digits) return null;
  const minor = Number(whole.replace(/[.,]/g, '')) * 10 ** digits + Number(decimals.padEnd(digits, '0') || 0);
  return Number.isSafeInteger(minor) ? minor : null;
}
