import { describe, expect, test } from 'vitest';
import { couponCode, groupCode, readCode } from '../../shared/couponCode.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes that are spread over the whole space, the same in every run. */
function* codes(count: number): Generator<string> {
  let state = 1;
  for (let made = 0; made < count; made += 1) {
    const bytes = Uint8Array.from({ length: 8 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 16;
    });
    yield couponCode(bytes);
  }
}

function swapped(code: string, a: number, b: number): string {
  const characters = [...code];
  [characters[a], characters[b]] = [characters[b] as string, characters[a] as string];
  return characters.join('');
}

describe('a coupon code', () => {
  test('has nine characters of the alphabet and reads as itself', () => {
    for (const code of codes(1_000)) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{9}$/);
      expect(readCode(code)).toEqual({ ok: true, code });
    }
  });

  test.each([
    ['abc def gh', 'lower case and spaces'],
    ['ABC-DEF-GH', 'hyphens'],
    ['ＡＢＣ－ＤＥＦ－ＧＨ', 'full-width characters of a Chinese keyboard'],
    ['abc–def—gh', 'dashes that a phone makes of hyphens'],
  ])('is read from “%s”: %s', (typed) => {
    const [code = ''] = ['ABCDEFGH'].map((random) =>
      couponCode(Uint8Array.from(random, (c) => ALPHABET.indexOf(c))),
    );
    expect(readCode(typed + code.slice(8))).toEqual({ ok: true, code });
  });

  test('reads O as 0, and I and L as 1', () => {
    const code = couponCode(Uint8Array.from([0, 1, 0, 1, 0, 1, 0, 1]));
    expect(readCode(code.replaceAll('0', 'o').replaceAll('1', 'I'))).toEqual({ ok: true, code });
    expect(readCode(code.replaceAll('1', 'l'))).toEqual({ ok: true, code });
  });

  test('refuses U, which the alphabet leaves out', () => {
    expect(readCode('UUUUUUUUU')).toEqual({ ok: false, why: 'mistyped' });
  });

  test('is incomplete while it is typed, and mistyped when it is too long', () => {
    const [code = ''] = codes(1);
    expect(readCode(code.slice(0, 8))).toEqual({ ok: false, why: 'incomplete' });
    expect(readCode(`${code}0`)).toEqual({ ok: false, why: 'mistyped' });
  });

  test('groups also while it is typed', () => {
    expect(['', 'A', 'ABC', 'ABCD', 'ABCDEFGHJ'].map(groupCode)).toEqual([
      '',
      'A',
      'ABC',
      'ABC-D',
      'ABC-DEF-GHJ',
    ]);
  });
});

describe('the check character finds', () => {
  test('every single substitution', () => {
    for (const code of codes(60)) {
      for (let place = 0; place < 9; place += 1) {
        for (const character of ALPHABET) {
          const wrong = code.slice(0, place) + character + code.slice(place + 1);
          expect(readCode(wrong).ok, `${code} as ${wrong}`).toBe(wrong === code);
        }
      }
    }
  });

  test('every swap of neighbours, and every swap over one between', () => {
    for (const code of codes(2_000)) {
      for (let place = 0; place < 9; place += 1) {
        for (const other of [place + 1, place + 2]) {
          if (other > 8) continue;
          const wrong = swapped(code, place, other);
          expect(readCode(wrong).ok, `${code} as ${wrong}`).toBe(wrong === code);
        }
      }
    }
  });
});
