import { readdirSync, readFileSync } from 'node:fs';
import { Window } from 'happy-dom';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { windowBox } from '../../extension/overlay/badges/windowBox.ts';
import { deepQuery } from '../../extension/placements/deepQuery.ts';
import { candidates, type Marked } from '../../extension/placements/marks.ts';
import { Platform } from '../../extension/platforms/platform.ts';
import { knownPageAt, PLATFORMS } from '../../extension/platforms/platforms.ts';

const FOLDER = 'extension/platforms';
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const SHOP = 'https://shop.example';

function pageOf(html: string, address: string): Document {
  const window = new Window({ url: address });
  window.document.write(html);
  return window.document as unknown as Document;
}

function fixture(name: string, address: string): Document {
  return pageOf(readFileSync(`test/extension/platforms/${name}.html`, 'utf8'), address);
}

function marksOn(page: Document, address: string, marked: Partial<Marked> = {}) {
  const all = candidates(page, address, { adapter: null, rule: {}, origins: [SHOP], ...marked }).all;
  return all.map(({ read }) => read()).filter((mark) => mark !== null);
}

describe('a platform’s file', () => {
  it.each(files)('%s says what the schema asks for, under its own name', (file) => {
    const data = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Platform;
    expect([...Value.Errors(Platform, data)]).toEqual([]);
    expect(`${data.id}.json`).toBe(file);
  });

  it.each(files)('%s has selectors that a browser understands', (file) => {
    const data = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Platform;
    const rules = data.pages.flatMap(({ marks }) => marks);
    const selectors = rules.flatMap(({ rows, anchor, names }) => [
      rows,
      anchor,
      ...names.map((name) => name.selector),
    ]);
    for (const selector of selectors.flatMap((each) => each?.split(' >>> ') ?? []))
      expect(() => pageOf('', SHOP).querySelector(selector)).not.toThrow();
  });

  it('is bundled by being there, and knows its own pages alone', () => {
    expect(PLATFORMS.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
    expect(knownPageAt('https://ads.google.com/aw/campaigns?ocid=7')?.platform.id).toBe('google-ads');
    expect(knownPageAt('https://ads.google.com/aw/billing')).toBeNull();
    expect(knownPageAt('https://ads.google.com.evil.example/aw/campaigns')).toBeNull();
    expect(knownPageAt('https://linden.tmall.com/shop/view_shop.htm')?.platform.id).toBe('tmall');
    expect(knownPageAt('https://eviltmall.com/item.htm')).toBeNull();
  });

  it('that says more than the schema knows is refused: a script, say', () => {
    const data = structuredClone(PLATFORMS[0]) as Platform & { script?: string };
    data.script = 'alert(1)';
    expect(Value.Check(Platform, data)).toBe(false);
  });
});

describe('on a platform’s page', () => {
  const read = (name: string, address: string, adapter: string, source: string) =>
    marksOn(fixture(name, address), address, { adapter, rule: { source: [source] } }).map(
      ({ label, rule }) => {
        const { source: from, ...named } = rule;
        expect(from).toEqual([source]);
        return [label, named];
      },
    );

  it.each<[string, string, string, string, [string, object][]]>([
    [
      'google-ads',
      'https://ads.google.com/aw/campaigns?ocid=7',
      'google-ads',
      'google',
      [
        ['Double Eleven | Sofas', { campaign: ['Double Eleven | Sofas', '18001'] }],
        ['Brand', { campaign: ['Brand', '18002'] }],
      ],
    ],
    [
      'baidu-promotion',
      'https://fengchao.baidu.com/fc/manage/new/user/1/campaigns',
      'baidu-promotion',
      'baidu',
      [
        ['双11 沙发', { campaign: ['双11 沙发', '90210'] }],
        ['布艺沙发', { term: ['布艺沙发'] }],
      ],
    ],
    [
      'tmall',
      'https://detail.tmall.com/item.htm?spm=1&id=700100',
      'tmall',
      'tmall',
      [
        ['700100', { content: ['700100'] }],
        ['Linden 家居旗舰店', { campaign: ['Linden 家居旗舰店', '555'] }],
      ],
    ],
    [
      'tmall-shop',
      'https://linden.tmall.com/',
      'tmall',
      'tmall',
      [
        ['700100', { content: ['700100'] }],
        ['700200', { content: ['700200'] }],
        ['Linden 家居旗舰店', { campaign: ['Linden 家居旗舰店'] }],
      ],
    ],
    [
      'xiaohongshu',
      'https://www.xiaohongshu.com/user/profile/5e01',
      'xiaohongshu',
      'xiaohongshu',
      [
        ['64f0aa01', { content: ['64f0aa01'] }],
        ['64f0aa02', { content: ['64f0aa02'] }],
      ],
    ],
    [
      'dianping',
      'https://www.dianping.com/search/keyword/1/0_sofa',
      'dianping',
      'dianping',
      [
        ['H7xQ01', { content: ['H7xQ01', 'Linden 外滩店'] }],
        ['K2mN02', { content: ['K2mN02', 'Linden 湖滨店'] }],
      ],
    ],
  ])(
    '%s at %s each row that names something is a mark, and no other',
    (name, address, adapter, source, marks) => {
      expect(read(name, address, adapter, source)).toEqual(marks);
    },
  );

  it('the page itself is a mark where it is about one thing', () => {
    const note = 'https://www.xiaohongshu.com/explore/64f0aa01?xsec_token=t';
    const page = pageOf('<div id="detail-title">客厅改造</div>', note);
    const [mark, ...more] = marksOn(page, note, { adapter: 'xiaohongshu' });
    expect([mark?.rule, mark?.element.id, more]).toEqual([{ content: ['64f0aa01'] }, 'detail-title', []]);
    const shop = 'https://www.dianping.com/shop/H7xQ01';
    expect(marksOn(pageOf('<h1>Linden</h1>', shop), shop, { adapter: 'dianping' })).toMatchObject([
      { rule: { content: ['H7xQ01'] } },
    ]);
  });

  it('nothing is a mark where the placement is of no platform, of another one, or the structure is not as expected', () => {
    const address = 'https://ads.google.com/aw/campaigns';
    const page = fixture('google-ads', address);
    expect(marksOn(page, address)).toEqual([]);
    expect(marksOn(page, address, { adapter: 'tmall' })).toEqual([]);
    expect(marksOn(page, 'https://ads.google.com/aw/keywords', { adapter: 'google-ads' })).toEqual([]);
    expect(
      marksOn(pageOf('<div class="row">Brand</div>', address), address, { adapter: 'google-ads' }),
    ).toEqual([]);
  });

  it('a campaign called like an element stays a text', () => {
    const address = 'https://ads.google.com/aw/campaigns';
    const page = fixture('google-ads', address);
    const name = '<img src=x onerror=alert(1)>';
    const cell = page.querySelector('ess-cell[essfield="name"] a') as Element;
    cell.textContent = name;
    expect(marksOn(page, address, { adapter: 'google-ads' })[0]).toMatchObject({
      label: name,
      rule: { campaign: [name, '18001'] },
    });
  });
});

describe('links to the storefront', () => {
  const address = 'https://weibo.example/u/linden';
  const rules = (html: string) => marksOn(pageOf(html, address), address).map(({ rule }) => rule);

  it('that are tagged are marks, with what they name and without what they do not', () => {
    expect(
      rules(`
        <a href="${SHOP}/sofas?utm_source=weibo&UTM_Medium=social&utm_content=bio">Sofas</a>
        <a href="${SHOP}/?utm_source=weibo&utm_campaign=spring&utm_term=beds">Beds</a>
        <a href="${SHOP}/sofas">not tagged</a>
        <a href="${SHOP}/?utm_medium=social">of no source</a>
        <a href="https://other.example/?utm_source=weibo">another shop</a>
        <a href="javascript:alert('utm_source=weibo')">a script</a>`),
    ).toEqual([
      { source: ['weibo'], medium: ['social'], campaign: [null], content: ['bio'] },
      { source: ['weibo'], campaign: ['spring'], content: [null], term: ['beds'] },
    ]);
  });
});

describe('inside of components and frames', () => {
  it('rows are found by a selector with steps, and other origins are left alone', () => {
    const page = pageOf('<x-app></x-app><x-app></x-app>', SHOP);
    for (const [n, host] of [...page.querySelectorAll('x-app')].entries()) {
      host.attachShadow({ mode: n === 0 ? 'open' : 'closed' }).innerHTML = `<p class="row">${n}</p>`;
    }
    const { elements, roots } = deepQuery(page, 'x-app >>> .row');
    expect(elements.map((element) => element.textContent)).toEqual(['0']);
    expect(roots).toHaveLength(1);
    expect(deepQuery(page, '.row').elements).toEqual([]);
  });

  it('a badge stands where its frame stands, within all frames around it', () => {
    const box = (left: number, top: number) => ({ left, top, width: 40, height: 12 });
    const at = (left: number, top: number, frame: Element | null, border = 0) =>
      ({
        getBoundingClientRect: () => box(left, top),
        ownerDocument: { defaultView: { frameElement: frame } },
        clientLeft: border,
        clientTop: border,
      }) as unknown as Element;
    expect(windowBox(at(5, 7, null))).toEqual(box(5, 7));
    expect(windowBox(at(5, 7, at(100, 200, at(1_000, 2_000, null, 3), 2)))).toEqual(box(1_110, 2_212));
  });
});
