import { expect, test, vi } from 'vitest';
import type { Engine } from '../../server/engine/engine.ts';
import { sharedLimits } from '../../server/http/sharedLimits.ts';

const MINUTE = 60_000;
const MAX = 10;

/** What the database would have counted, for every server. */
function openTable() {
  const totals = new Map<string, number>();
  const write = vi.fn(
    async (_name: string, { key, startedAt, n }: { key: string; startedAt: number; n: number }) => {
      const total = (totals.get(`${key} ${startedAt}`) ?? 0) + n;
      totals.set(`${key} ${startedAt}`, total);
      return total;
    },
  );
  return { totals, write, engine: { write } as unknown as Pick<Engine, 'write'> };
}

type Limits = InstanceType<ReturnType<typeof sharedLimits>>;

function tryAt(limits: Limits, caller = '192.0.2.1'): number {
  let seen = 0;
  limits.incr(
    caller,
    (_error, { current }) => {
      seen = current;
    },
    MINUTE,
    MAX,
  );
  return seen;
}

const clock = { at: 0, now: () => clock.at };

function openServer(engine: Pick<Engine, 'write'>, shared?: string): Limits {
  const Limits = sharedLimits(engine, clock);
  const route = { routeInfo: { url: '/v1/session' } };
  return new Limits({}).child(shared === undefined ? route : { ...route, shared });
}

test('what one server has seen counts at the other', async () => {
  const { engine } = openTable();
  const [first, second] = [openServer(engine, 'sign-in'), openServer(engine, 'sign-in')];
  for (let n = 1; n <= 6; n += 1) expect(tryAt(first)).toBe(n);
  tryAt(second);
  await vi.waitFor(() => expect(tryAt(second)).toBeGreaterThan(7));
  expect(tryAt(second, '192.0.2.2')).toBe(1);
});

test('a new minute counts anew', () => {
  const server = openServer(openTable().engine, 'sign-in');
  tryAt(server);
  expect(tryAt(server)).toBe(2);
  clock.at += MINUTE;
  expect(tryAt(server)).toBe(1);
});

test('who is far beyond the limit is not written down any more, and no address ever is', async () => {
  const { engine, write, totals } = openTable();
  const server = openServer(engine, 'sign-in');
  for (let n = 0; n < 500; n += 1) {
    tryAt(server);
    await Promise.resolve();
  }
  await vi.waitFor(() => expect(totals.size).toBe(1));
  expect(write.mock.calls.length).toBeLessThan(100);
  expect([...totals.keys()].join()).not.toContain('192.0.2');
});

test('other routes count by themselves, without the database', () => {
  const { engine, write } = openTable();
  tryAt(openServer(engine));
  expect(tryAt(openServer(engine))).toBe(1);
  expect(write).not.toHaveBeenCalled();
});

test('a server whose database does not answer goes on counting by itself', () => {
  const server = openServer({ write: () => Promise.reject(new Error('away')) }, 'sign-in');
  for (let n = 1; n <= MAX + 1; n += 1) expect(tryAt(server)).toBe(n);
});
