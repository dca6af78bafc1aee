/**
 * Coupon codes: eight random characters of Crockford's base 32 and one check character, shown as
 * `XXX-XXX-XXX`. The check is Damm's over GF(32): a totally anti-symmetric quasigroup finds every single
 * substitution and every swap of neighbours (H. M. Damm, 2004).
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_LENGTH = 8;

/** x · 2 in GF(32), reduced by the primitive polynomial x^5 + x^2 + 1. */
function double(x: number): number {
  const shifted = x << 1;
  return shifted & 32 ? (shifted ^ 37) & 31 : shifted;
}

/** The quasigroup x ∘ y = 2(x + y) over GF(32), applied from left to right. */
function checkValue(values: Iterable<number>): number {
  let state = 0;
  for (const value of values) state = double(state ^ value);
  return state;
}

/** A code from eight random bytes; only their low five bits count, so every character is equally likely. */
export function couponCode(random: Uint8Array): string {
  const values = Array.from(random.subarray(0, RANDOM_LENGTH), (byte) => byte & 31);
  return [...values, checkValue(values)].map((value) => ALPHABET[value]).join('');
}

/** `ABC123XYZ` as `ABC-123-XYZ`, also while it is still being typed. */
export function groupCode(code: string): string {
  return code.replace(/.{3}(?=.)/g, '$&-');
}

export type CodeReading = { ok: true; code: string } | { ok: false; why: 'incomplete' | 'mistyped' };

/** What a person typed, in the code's own characters: any case, I and L as 1, O as 0, no spaces or hyphens. */
export function normaliseCode(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}

/** Reads a typed or scanned code. `mistyped` where the check character or a character is wrong. */
export function readCode(text: string): CodeReading {
  const code = normaliseCode(text);
  const values = Array.from(code, (character) => ALPHABET.indexOf(character));
  if (values.includes(-1)) return { ok: false, why: 'mistyped' };
  if (code.length < RANDOM_LENGTH + 1) return { ok: false, why: 'incomplete' };
  if (code.length > RANDOM_LENGTH + 1) return { ok: false, why: 'mistyped' };
  const check = values.pop();
  return checkValue(values) === check ? { ok: true, code } : { ok: false, why: 'mistyped' };
}
