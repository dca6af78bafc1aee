import { afterEach, beforeEach, expect, test } from 'vitest';
import { beacon, event } from './journeys.ts';
import { NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const click = (position: string) => event('click', '/', NOON, { position });

async function positions(): Promise<string[]> {
  const rows = await shop.db.selectFrom('positions').select('key').where('site_id', '=', SITE).execute();
  return rows.map(({ key }) => key);
}

test('a page keeps 500 positions: whoever makes more up fills only “(other)”', async () => {
  await shop.send(beacon(SITE, 'visitor-a', [event('view', '/', NOON)]));
  for (let from = 0; from < 520; from += 40) {
    await shop.send(
      beacon(
        SITE,
        'visitor-a',
        Array.from({ length: 40 }, (_, index) => click(`made-up-${from + index}`)),
      ),
    );
  }
  const all = await positions();
  expect(all).toHaveLength(501);
  expect(all).toContain('(other)');
  await shop.send(beacon(SITE, 'visitor-b', [click('made-up-7'), click('made-up-9999')]));
  expect(await positions()).toHaveLength(501);
});

test('a click id is kept of those who may be recognised, and of nobody else', async () => {
  const landing = '/?gclid=abc';
  await shop.send(beacon(SITE, 'visitor-a', [event('view', landing, NOON)]));
  await shop.send(beacon(SITE, undefined, [event('view', landing, NOON)]));
  const rows = await shop.db.selectFrom('events').select(['visitor', 'text']).orderBy('visitor').execute();
  expect(rows.map(({ text }) => text)).toEqual(['gclid:abc', null]);
});
