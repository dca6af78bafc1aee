import { expect, test } from 'vitest';
import { tasksOf } from '../../../server/demo/backfill.ts';
import { spendFile } from '../../../server/demo/spend.ts';

const past = { seed: 1, until: Date.UTC(2026, 10, 21, 12), days: 28, perDay: 50, timeZone: 'Asia/Shanghai' };
const tasks = tasksOf(past);
const file = spendFile(tasks, 1, past.until, past.timeZone);
const [, ...lines] = file.trim().split('\n');
const rows = lines.map((line) => line.split(','));

test('the demo’s spend is of every day but today, and the same for the same past', () => {
  const days = new Set(rows.map(([day]) => day));
  expect(days.size).toBe(28);
  expect([...days].toSorted().at(-1)).toBe('2026-11-20');
  expect(spendFile(tasksOf(past), 1, past.until, past.timeZone)).toBe(file);
});

test('a platform was clicked more often than people arrived by it, and robots are not paid', () => {
  const arrived = tasks.filter(({ journey }) => !journey.isRobot);
  for (const source of ['weibo', 'xiaohongshu', 'baidu', 'douyin']) {
    const clicks = rows.filter((row) => row[1] === source).reduce((sum, row) => sum + Number(row[6]), 0);
    const arrivals = arrived.filter((task) => task.act === 'browse' && task.source === source).length;
    expect(clicks / arrivals).toBeGreaterThan(1);
    expect(clicks / arrivals).toBeLessThan(2.5);
  }
});

test('one platform costs most and brings least', () => {
  const cost = Map.groupBy(rows, (row) => row[1] ?? '');
  const sums = [...cost].map(([source, own]) => ({
    source,
    cost: own.reduce((sum, row) => sum + Number(row[8]), 0),
    orders: tasks.filter(({ act, journey }) => act === 'redeem' && journey.source === source).length,
  }));
  const most = sums.toSorted((a, b) => b.cost - a.cost)[0];
  const least = sums.toSorted((a, b) => a.orders - b.orders)[0];
  expect(most?.source).toBe('douyin');
  expect(least?.source).toBe('douyin');
});
