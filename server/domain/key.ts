import { createHmac, timingSafeEqual } from 'node:crypto';

/** Of all sites together; a text has a few hundred bytes. */
const MOST_KEPT = 40_000;
const kept = new Map<string, number>();

/**
 * The key of a dictionary row: the first 52 bits of an HMAC of its content under the site's secret, so
 * that every engine and JavaScript holds it exactly, every node finds the same one without asking, and
 * nobody outside can aim for a collision. Never 0, which stands for "all sources" and for the site itself.
 */
export function contentKey(
  secret: string,
  kind: 'page' | 'source' | 'position' | 'path',
  content: string,
): number {
  const text = `${kind}\n${content}`;
  // Most traffic meets the same pages and sources again. The length keeps one site's keys from another's.
  const place = `${secret.length} ${secret}${text}`;
  const known = kept.get(place);
  if (known !== undefined) return known;
  const digest = createHmac('sha256', secret).update(text).digest();
  const key = digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) >> 4) || 1;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(place, key);
  return key;
}

/** Whether `signature` is the hex HMAC-SHA256 of `text` under `secret`; takes the same time either way. */
export function isSigned(secret: string, text: string, signature: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * What the merchant's server signs of an online order. Its first word keeps it apart from a customer's key:
 * shoppers may choose that themselves, and must not get an order of their making signed with it.
 */
export function orderText(order: string, amountMinor: number, currency: string): string {
  return `order:${order}:${amountMinor}:${currency}`;
}

/** What the merchant's server signs of a customer's key. */
export function customerText(customer: string): string {
  return `customer:${customer}`;
}

/** A keyed hash that stands for a network or a customer where the thing itself must not be kept. */
export function pseudonym(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22);
}
