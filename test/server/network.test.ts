import { expect, test } from 'vitest';
import { networkOf } from '../../server/http/network.ts';

test.each([
  ['192.0.2.17', '192.0.2.200'],
  // A socket that listens on both tells IPv4 this way.
  ['192.0.2.17', '::ffff:192.0.2.18'],
  ['2001:db8:1:2::3', '2001:db8:1:ffff:1:2:3:4'],
  // Zeros may be left out, and where there are few other parts, `::` comes early.
  ['2a00::1', '2a00::2'],
  ['2a00::1', '2a00:0:0:5::1'],
])('%s and %s are of one network', (one, other) => {
  expect(networkOf(one)).toBe(networkOf(other));
});

test.each([
  ['192.0.2.17', '192.0.3.17'],
  ['2001:db8:1::1', '2001:db8:2::1'],
  ['2a00::1', '2a00:1::1'],
])('%s and %s are not', (one, other) => {
  expect(networkOf(one)).not.toBe(networkOf(other));
});
