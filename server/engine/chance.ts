import { getRandomValues } from 'node:crypto';
import { customAlphabet, nanoid } from 'nanoid';
import { couponCode } from '../../shared/couponCode.ts';
import type { Chance } from '../actions/context.ts';

const tail = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 10);

/** Chance as production has it: from the system's generator. */
export function makeChance(now: () => number = Date.now): Chance {
  return {
    id: () => `${now().toString(36).padStart(9, '0')}${tail()}`,
    secret: () => nanoid(32),
    couponCode: () => couponCode(getRandomValues(new Uint8Array(8))),
  };
}
