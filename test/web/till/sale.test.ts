import { describe, expect, test } from 'vitest';
import { NEW_SALE, nextSale, type Sale, type SaleEvent } from '../../../server/web/till/sale.ts';
import { couponCode, groupCode } from '../../../shared/couponCode.ts';
import type { Given, Redemption, Refused } from '../../../shared/wire/till.ts';

const code = couponCode(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]));
const other = couponCode(Uint8Array.from([8, 7, 6, 5, 4, 3, 2, 1]));
const given: Given = {
  ok: true,
  code,
  offer: 'Autumn',
  kind: 'percent',
  percent: 10,
  amountMinor: null,
  gift: null,
  minimumMinor: 0,
  maxDiscountMinor: null,
  expiresAt: null,
};
const refused = (why: Refused['why']): Refused => ({ ok: false, why });

const saleAfter = (...events: SaleEvent[]): Sale => events.reduce<Sale>(nextSale, NEW_SALE);

const typed: SaleEvent = { type: 'typed', text: groupCode(code) };
const good: SaleEvent = { type: 'answered', code, lookup: given };
const drafted: SaleEvent = { type: 'drafted', draft: { amount: '4999', order: 'A-1' } };
const sent: SaleEvent = { type: 'sent', key: 'key-1' };

describe('the code', () => {
  test('is asked for as soon as it is complete and right', () => {
    expect(saleAfter({ type: 'typed', text: 'ABC-1' })).toMatchObject({ stage: 'code', mistyped: false });
    expect(saleAfter(typed)).toMatchObject({ stage: 'asking', code });
  });

  test('is mistyped by its check character, by a foreign character and by its length, without asking', () => {
    const wrong = `${code.slice(0, 8)}${code.endsWith('0') ? '1' : '0'}`;
    for (const text of [wrong, 'AB!', 'U', `${code}0`]) {
      expect(saleAfter({ type: 'typed', text })).toMatchObject({ stage: 'code', mistyped: true });
    }
  });

  test('an answer to a code that is no longer there changes nothing', () => {
    const sale = saleAfter(typed, { type: 'typed', text: groupCode(other) });
    expect(nextSale(sale, good)).toBe(sale);
    expect(nextSale(sale, { type: 'askFailed', code, trouble: 'unreachable' })).toBe(sale);
    expect(nextSale(NEW_SALE, good)).toBe(NEW_SALE);
  });

  test('a look-up that failed is made again by Enter, and by signing in where that was missing', () => {
    const failed = saleAfter(typed, { type: 'askFailed', code, trouble: 'unreachable' });
    expect(failed).toMatchObject({ stage: 'failed', text: groupCode(code) });
    expect(nextSale(failed, { type: 'ask' })).toMatchObject({ stage: 'asking', code });
    expect(nextSale(failed, { type: 'signedIn' })).toBe(failed);
    const signedOut = saleAfter(typed, { type: 'askFailed', code, trouble: 'signedOut' });
    expect(nextSale(signedOut, { type: 'signedIn' })).toMatchObject({ stage: 'asking', code });
  });
});

describe('the order', () => {
  test('Esc leads back to the code, and the same code finds the order as it was', () => {
    const back = saleAfter(typed, good, drafted, { type: 'back' });
    expect(back).toMatchObject({ stage: 'code', text: groupCode(code) });
    const again = [{ type: 'ask' } as const, good].reduce<Sale>(nextSale, back);
    expect(again).toMatchObject({ stage: 'order', begun: { draft: { amount: '4999', order: 'A-1' } } });
  });

  test('another code does not find it', () => {
    const back = saleAfter(typed, good, drafted, { type: 'back' }, { type: 'typed', text: groupCode(other) });
    const sale = nextSale(back, { type: 'answered', code: other, lookup: { ...given, code: other } });
    expect(sale).toMatchObject({ stage: 'order', begun: { draft: { amount: '', order: '' }, key: null } });
  });

  test.each(['unreachable', 'busy', 'signedOut'] as const)(
    'keeps its key after %s: nobody knows what came of it',
    (trouble) => {
      const sale = saleAfter(typed, good, drafted, sent, { type: 'sendFailed', trouble });
      expect(sale).toMatchObject({ stage: 'order', sending: false, trouble, begun: { key: 'key-1' } });
      const edited = nextSale(sale, { type: 'drafted', draft: { amount: '5000' } });
      expect(edited).toMatchObject({ begun: { key: 'key-1', draft: { amount: '5000', order: 'A-1' } } });
    },
  );

  test.each(['belowMinimum', 'overAuthority', 'orderUsed'] as const)(
    '%s is mended in the form, with a new key',
    (why) => {
      const sale = saleAfter(typed, good, drafted, sent, { type: 'refused', refused: refused(why) });
      expect(sale).toMatchObject({ stage: 'order', sending: false, refused: { why }, begun: { key: null } });
      expect(nextSale(sale, drafted)).toMatchObject({ refused: null });
    },
  );

  test.each(['alreadyRedeemed', 'expired', 'revoked', 'wrongStore', 'limitReached'] as const)(
    '%s ends it',
    (why) => {
      const sale = saleAfter(typed, good, drafted, sent, { type: 'refused', refused: refused(why) });
      expect(sale).toMatchObject({ stage: 'refused', text: groupCode(code), refused: { why }, begun: null });
    },
  );

  test('nothing leads away from it while it is being redeemed', () => {
    const sale = saleAfter(typed, good, drafted, sent);
    expect(nextSale(sale, { type: 'back' })).toBe(sale);
  });

  test('the next code begins a new sale', () => {
    const done = saleAfter(typed, good, drafted, sent, {
      type: 'redeemed',
      redemption: { id: 'r' } as Redemption,
    });
    expect(done.stage).toBe('done');
    expect(nextSale(done, { type: 'back' })).toEqual(NEW_SALE);
    expect(nextSale(done, { type: 'typed', text: 'A' })).toMatchObject({
      stage: 'code',
      text: 'A',
      begun: null,
    });
  });
});
