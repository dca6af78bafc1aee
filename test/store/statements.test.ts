import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ENGINE, newDatabase, type TestDatabase } from '../setup/database.ts';
import { useEverything } from './everything.ts';
import { recordStatements, type Statement, unroutable } from './statements.ts';

describe.skipIf(ENGINE === 'sqlite')('every statement of the store', () => {
  let database: TestDatabase;
  let statements: Statement[];
  let isSites: (table: string) => boolean;
  beforeAll(async () => {
    database = await newDatabase();
    statements = recordStatements();
    isSites = await useEverything(database.url);
  }, 60_000);
  afterAll(async () => {
    vi.restoreAllMocks();
    await database.remove();
  });

  test('names exactly one site, or only what every node has', () => {
    const sent = statements.filter(({ text }) => /^(select|insert|update|delete)\b/.test(text));
    expect(sent.length).toBeGreaterThan(300);
    const texts = new Map(
      sent.map((statement) => [`${unroutable(statement, isSites)}: ${statement.text}`, statement]),
    );
    expect([...texts.keys()].filter((line) => !line.startsWith('null: '))).toEqual([]);
  });

  test.each([
    ['select "id" from "events" where "id" = $1', ['a']],
    ['select "id" from "events" where "site_id" in ($1, $2)', ['a', 'b']],
    ['insert into "events" ("site_id", "id") values ($1, $2), ($3, $4)', ['a', 1, 'b', 2]],
    ['insert into "events" ("id") values ($1)', ['a']],
    [
      'select 1 from "events" inner join "coupons" on "coupons"."code" = "events"."id" where "events"."site_id" = $1',
      ['a'],
    ],
    ['delete from "coupons" where "code" = $1', ['a']],
  ])('would be found: %s', (text, values) => {
    expect(unroutable({ text, values }, isSites)).not.toBe(null);
  });

  test('that joins a site’s tables by their site is none of those', () => {
    const text =
      'select 1 from "events" inner join "coupons" on "coupons"."site_id" = "events"."site_id" where "events"."site_id" = $1';
    expect(unroutable({ text, values: ['a'] }, isSites)).toBe(null);
  });
});
