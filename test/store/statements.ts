import pg from 'pg';
import { vi } from 'vitest';

/** A statement as it went to PostgreSQL. */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** Notes every statement that this process sends. */
export function recordStatements(): Statement[] {
  const statements: Statement[] = [];
  const original = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const [first, second] = given;
    if (typeof first === 'string') statements.push({ text: first, values: (second as unknown[]) ?? [] });
    else statements.push({ values: [], ...(first as { text: string; values?: unknown[] }) });
    return original.apply(this, given);
  } as never);
  return statements;
}

const TABLE = /\b(?:from|join|into|update) "(\w+)"(?: as "(\w+)")?/g;

/**
 * Why a statement cannot be sent to the one node that has its site; null where it can. Every table of a site that it
 * names must be bound to one and the same site, by a value or by a join.
 */
export function unroutable({ text, values }: Statement, isSites: (table: string) => boolean): string | null {
  const tables = [...text.matchAll(TABLE)].map(([, name = '', alias]) => ({ name, alias: alias ?? name }));
  const own = tables.filter(({ name }) => isSites(name));
  if (own.length === 0) return null;
  const insert = /^insert into "\w+" \(([^)]*)\) values (.*?)(?: on conflict|$)/s.exec(text);
  const sites = insert ? insertedSites(insert, values) : comparedSites(text, values);
  if (sites === null) return 'a row without a site';
  if (new Set(sites).size !== 1) return `sites: ${JSON.stringify(sites)}`;
  const bound = new Set(boundTables(text, own));
  const free = insert ? [] : own.filter(({ alias }) => !bound.has(alias));
  return free.length > 0 ? `not bound to the site: ${free.map(({ alias }) => alias).join(', ')}` : null;
}

/** The site of every row of an insert. */
function insertedSites(insert: RegExpExecArray, values: readonly unknown[]): unknown[] | null {
  const [, columns = '', rows = ''] = insert;
  const at = columns.split(', ').indexOf('"site_id"');
  if (at < 0) return null;
  return [...rows.matchAll(/\(([^()]*)\)/g)].map(([, row = '']) => {
    const place = /^\$(\d+)$/.exec(row.split(', ')[at] ?? '')?.[1];
    return values[Number(place) - 1];
  });
}

function comparedSites(text: string, values: readonly unknown[]): unknown[] {
  return [...text.matchAll(/"site_id" = \$(\d+)/g)].map(([, place]) => values[Number(place) - 1]);
}

/** The tables whose `site_id` is compared with a value, or with one that is. */
function boundTables(text: string, own: readonly { alias: string }[]): string[] {
  const bound = [...text.matchAll(/(?:"(\w+)"\.)?"site_id" = \$\d+/g)].map(
    ([, alias]) => alias ?? own[0]?.alias ?? '',
  );
  const joins = [...text.matchAll(/"(\w+)"\."site_id" = "(\w+)"\."site_id"/g)];
  for (let round = 0; round < joins.length; round += 1) {
    for (const [, left = '', right = ''] of joins) {
      if (bound.includes(left)) bound.push(right);
      if (bound.includes(right)) bound.push(left);
    }
  }
  return bound;
}

/** Counts how often this process waits for PostgreSQL: statements that are sent together are one round trip. */
export function countRoundTrips(): () => number {
  let trips = 0;
  const open = new WeakMap<pg.Client, number>();
  const original = pg.Client.prototype.query as (...given: unknown[]) => Promise<unknown>;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const before = open.get(this) ?? 0;
    if (before === 0) trips += 1;
    open.set(this, before + 1);
    const answer = original.apply(this, given);
    const end = () => void open.set(this, (open.get(this) ?? 1) - 1);
    answer.then(end, end);
    return answer;
  } as never);
  return () => trips;
}
