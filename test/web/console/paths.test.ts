// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import { pathRows } from '../../../server/web/console/paths/columns.ts';
import { pictureOf } from '../../../server/web/console/paths/picture.ts';
import { pathsQuery, readPathsView } from '../../../server/web/console/paths/view.ts';
import { pathName, pathsAnswer } from '../../../server/web/console/paths/words.ts';
import { texts } from '../../../server/web/console/texts.ts';
import type { PathFigures, PathsReport } from '../../../shared/wire/paths.ts';

const figures = (redemptions: number, lost: number, days: number | null = null): PathFigures => ({
  redemptions,
  revenueMinor: redemptions * 100,
  discountMinor: 0,
  lost,
  days,
});

const report: PathsReport = {
  by: 'channel',
  from: '2026-09-01',
  to: '2026-09-07',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  lookbackDays: 30,
  axis: { redemptions: 'redemptionDay', lost: 'lastTouchDay' },
  filters: {},
  immatureFrom: null,
  previous: null,
  rows: [
    { path: ['organicSocial', 'direct', 'direct'], ...figures(3, 1, 2.25), previous: null },
    { path: ['email'], ...figures(0, 5), previous: null },
  ],
  others: null,
  total: { rows: 2, ...figures(4, 6), previous: null },
  flow: {
    nodes: [
      { id: '1:email', step: 1, key: 'email' },
      { id: '1:organicSocial', step: 1, key: 'organicSocial' },
      { id: '2+', step: 2, key: null },
      { id: 'lost', step: null, key: 'lost' },
      { id: 'redeemed', step: null, key: 'redeemed' },
    ],
    links: [
      { from: '1:email', to: 'lost', journeys: 5, redemptions: 0, revenueMinor: 0 },
      { from: '1:organicSocial', to: '2+', journeys: 4, redemptions: 3, revenueMinor: 300 },
      { from: '2+', to: 'redeemed', journeys: 3, redemptions: 3, revenueMinor: 300 },
      { from: '2+', to: 'lost', journeys: 1, redemptions: 0, revenueMinor: 0 },
    ],
  },
  complete: true,
};

beforeAll(() => texts.setLanguage('en'));

describe('the page of paths', () => {
  test('reads its view from the address; what makes no sense takes its default', () => {
    const read = (query: string) => readPathsView(new URLSearchParams(query), '2026-03-05');
    expect(read('by=campaign&flow=all&range=28')).toMatchObject({ by: 'campaign', flow: 'all' });
    expect(read('by=store&flow=x')).toMatchObject({ by: 'channel', flow: 'redeemed', range: { name: '7' } });
  });

  test('says by which way most was redeemed, and how long it took', () => {
    expect(pathsAnswer(report)).toBe(
      'Most redemptions came by Organic social → Direct ×2: 3 of 4 (75.0%). From the first arrival to the till it took 2.3 days on average.',
    );
    expect(pathsAnswer({ ...report, total: { rows: 1, ...figures(0, 6), previous: null } })).toBe(
      'Nothing was redeemed in these days. Journeys without a sale: 6.',
    );
  });

  test('filters and the comparison lie in the address, and are what the server is asked', () => {
    const query = 'channel=email&campaign=&store=bund&previous=1';
    const view = readPathsView(new URLSearchParams(query), '2026-03-05');
    const days = { from: '2026-02-27', to: '2026-03-05' };
    const asked = { channel: 'email', campaign: '', store: 'bund', previous: true };
    expect(pathsQuery(view, 20)).toEqual({ by: 'channel', ...days, ...asked, limit: 20 });
    const plain = readPathsView(new URLSearchParams(), '2026-03-05');
    expect(pathsQuery(plain, 20)).toEqual({ by: 'channel', ...days, limit: 20 });
  });

  test('of a store says nothing of those who did not buy', () => {
    const unknown = { ...figures(0, 0), lost: null };
    expect(pathsAnswer({ ...report, total: { rows: 1, ...unknown, previous: null } })).toBe(
      'Nothing was redeemed in these days.',
    );
    const rows = [{ path: ['email'], ...figures(2, 0), lost: null, previous: null }];
    const ofStore = { ...report, rows, total: { rows: 1, ...figures(2, 0), lost: null, previous: null } };
    expect(pathRows(ofStore)).toEqual([
      ['Path', 'Redemptions', 'Revenue (CNY)', 'Days, average'],
      ['Email', 2, 2, ''],
      ['All paths', 2, 2, ''],
    ]);
  });

  test('as a file has the period before in columns of its own', () => {
    const comparable = { credited: true, cohorts: false };
    const previous = { from: '2026-08-25', to: '2026-08-31', comparable };
    const rows = [{ path: ['email'], ...figures(2, 7), previous: figures(1, 4, 1.5) }];
    const total = { rows: 1, ...figures(2, 7), previous: figures(1, 4, 1.5) };
    const [heads, line] = pathRows({ ...report, previous, rows, total });
    expect(heads?.[5]).toBe('Redemptions, 2026-08-25 to 2026-08-31');
    expect(line).toEqual(['Email', 2, 2, '', 7, 1, 1, 1.5, 4]);
  });

  test('calls an unknown source Direct, and what has no name not named', () => {
    expect(pathName({ path: ['', 'weibo'] }, 'source')).toBe('Direct → weibo');
    expect(pathName({ path: ['', 'autumn'] }, 'campaign')).toBe('(not named) → autumn');
  });
});

describe('the picture', () => {
  test('of redemptions leaves out those who did not buy', () => {
    const { nodes, links } = pictureOf(report, 'redeemed');
    expect(nodes.map(({ name, column, tone }) => [name, column, tone])).toEqual([
      ['Organic social', 0, 'cobalt'],
      ['Others', 1, 'quiet'],
      ['Redeemed', 2, 'celadon'],
    ]);
    expect(links.map(({ value, words }) => [value, words])).toEqual([
      [3, 'Organic social → Others: 3'],
      [3, 'Others → Redeemed: 3'],
    ]);
  });

  test('of all journeys has both ends beside each other', () => {
    const { nodes, links } = pictureOf(report, 'all');
    expect(nodes.filter(({ column }) => column === 2).map(({ name }) => name)).toEqual([
      'No sale',
      'Redeemed',
    ]);
    expect(links.reduce((sum, { to, value }) => (to === 'lost' ? sum + value : sum), 0)).toBe(6);
  });
});
