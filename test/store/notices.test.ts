import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { makeNoticeReader, notify } from '../../server/store/postgres/notices.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import { silentDialect } from './silentDialect.ts';

/** The payloads that a notice goes in. */
async function payloadsOf(siteId: string, n: number, value: unknown): Promise<string[]> {
  const { dialect, sent } = silentDialect();
  await notify(new Kysely<Tables>({ dialect }), { siteId, n, value });
  return sent.map(({ parameters }) => String(parameters[1]));
}

const LONG = '门店'.repeat(2_000);

test('a long notice goes in pieces that PostgreSQL takes, and comes together again', async () => {
  const pieces = await payloadsOf('shop', 7, { long: LONG });
  expect(pieces.length).toBeGreaterThan(2);
  for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThan(8_000);
  const read = makeNoticeReader(() => true);
  expect(pieces.map(read).filter(Boolean)).toEqual([{ siteId: 'shop', n: 7, value: { long: LONG } }]);
});

test('pieces of notices that were begun or ended in the middle are never taken for one', async () => {
  const first = await payloadsOf('first', 1, { long: LONG });
  const second = await payloadsOf('second', 1, { long: LONG });
  const whole = await payloadsOf('second', 2, 'short');
  let watched = 'first';
  const read = makeNoticeReader((siteId) => siteId === watched);
  const heard = first.slice(0, 2).map(read);
  watched = 'second';
  // Its third piece would fit behind the two of the other.
  heard.push(...second.slice(2).map(read), ...whole.map(read));
  expect(heard.filter(Boolean)).toEqual([{ siteId: 'second', n: 2, value: 'short' }]);
});
