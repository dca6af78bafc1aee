import { describe, expect, test } from 'vitest';
import { daysOf, funnelQuery, rangeBefore, readView } from '../../../server/web/console/funnel/view.ts';

const TODAY = '2026-03-05';
const read = (query: string) => readView(new URLSearchParams(query), TODAY);

describe('the funnel’s view in the address', () => {
  test.each([
    ['', '2026-02-27', TODAY],
    ['range=today', TODAY, TODAY],
    ['range=28', '2026-02-06', TODAY],
    ['range=90', '2025-12-06', TODAY],
    ['range=custom&from=2026-01-01&to=2026-01-31', '2026-01-01', '2026-01-31'],
  ])('%s is the days from %s to %s', (query, from, to) => {
    expect(read(query).range).toMatchObject({ from, to });
  });

  test.each([
    'range=custom',
    'range=custom&from=2026-02-30&to=2026-03-01',
    'range=custom&from=2026-03-02&to=2026-03-01',
    'range=custom&from=1970-01-01&to=2026-03-01',
    'range=custom&from=x&to=y',
  ])('%s makes no sense and is the last seven days', (query) => {
    expect(read(query).range).toEqual({ name: 'custom', from: '2026-02-27', to: TODAY });
  });

  test('anything else that makes no sense takes its default', () => {
    expect(read('range=1e9&source=-1&measure=toString&compare=yes')).toMatchObject({
      range: { name: '7' },
      source: null,
      measure: 'arrival',
      compare: false,
    });
  });

  test('names of links are of the whole site: on a page they wait', () => {
    expect(read('utmCampaign=autumn').names).toEqual({ utmCampaign: 'autumn' });
    expect(funnelQuery(read('range=today&utmCampaign=autumn&page=/a'))).toEqual({
      from: TODAY,
      to: TODAY,
      page: '/a',
    });
  });

  test('asks the server for its days, page and source, and for nothing that is not set', () => {
    expect(funnelQuery(read('range=today'))).toEqual({ from: TODAY, to: TODAY });
    expect(funnelQuery(read('range=today&page=/sofas&source=4503599627370495&compare=1'))).toEqual({
      from: TODAY,
      to: TODAY,
      page: '/sofas',
      source: 4503599627370495,
    });
  });

  test('asks for a placement by the names of its links, as the extension leads here', () => {
    const names = { utmSource: 'weibo', utmContent: 'bio 1' };
    const query = new URLSearchParams({
      range: 'today',
      ...names,
      utmTerm: ' ',
      utmCampaign: 'x'.repeat(121),
    });
    expect(funnelQuery(read(String(query)))).toEqual({ from: TODAY, to: TODAY, ...names });
  });

  test('compares with as many days that end where it starts', () => {
    const before = rangeBefore({ from: '2026-02-27', to: TODAY });
    expect(before).toEqual({ from: '2026-02-20', to: '2026-02-26' });
    expect(daysOf(before)).toBe(7);
  });
});
