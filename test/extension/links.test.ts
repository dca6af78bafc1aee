import { describe, expect, it } from 'vitest';
import { knownNames } from '../../extension/links/knownNames.ts';
import { type KnownNames, namingWarnings } from '../../extension/links/naming.ts';
import { NO_TAGS, type Tags, taggedLink } from '../../extension/links/taggedLink.ts';
import { noCounts } from '../../shared/funnelChange.ts';
import { WEIBO } from './fakeServer.ts';

const tagsOf = (tags: Partial<Tags>): Tags => ({ ...NO_TAGS, ...tags });

describe('a tagged link', () => {
  it('carries what was given and nothing else', () => {
    const tags = tagsOf({ source: ' weibo ', medium: 'social', campaign: '双11 床' });
    expect(taggedLink('https://shop.example/sofas?size=3#top', tags)).toBe(
      'https://shop.example/sofas?size=3&utm_source=weibo&utm_medium=social&utm_campaign=%E5%8F%8C11+%E5%BA%8A#top',
    );
  });

  it('names no source of somebody else’s click', () => {
    const copied = 'https://shop.example/?utm_source=old&UTM_Term=x&gclid=1&bd_vid=2&keep=1';
    expect(taggedLink(copied, tagsOf({ source: 'baidu' }))).toBe(
      'https://shop.example/?keep=1&utm_source=baidu',
    );
  });

  it.each([
    ['no address', 'weibo'],
    ['javascript:alert(1)', 'weibo'],
    ['https://shop.example/', ' '],
  ])('is none for %s from %j', (address, source) => {
    expect(taggedLink(address, tagsOf({ source, medium: 'social' }))).toBeNull();
  });
});

describe('names that would count apart', () => {
  const known: KnownNames = {
    source: ['weibo', 'Weibo', 'red'],
    medium: ['cpc'],
    campaign: ['double-eleven', 'Autumn'],
    content: [],
    term: [],
  };
  const warn = (tags: Partial<Tags>, names = known) =>
    namingWarnings(tagsOf(tags), names).map(({ tag, instead, fault }) => [tag, instead, fault]);

  it.each([
    [{ source: 'weibo' }, []],
    [{ source: 'Weibo' }, [['source', 'weibo', 'case']]],
    [{ source: 'WEIBO ' }, [['source', 'weibo', 'case']]],
    [{ source: 'wei-bo' }, [['source', 'weibo', 'punctuation']]],
    [{ source: 'wb' }, [['source', 'weibo', 'alias']]],
    [{ source: '微博' }, [['source', 'weibo', 'alias']]],
    [{ source: 'Sina Weibo' }, [['source', 'weibo', 'alias']]],
    [{ source: 'xiaohongshu' }, [['source', 'red', 'alias']]],
    [{ source: 'ｂａｉｄｕ' }, [['source', 'baidu', 'alias']]],
    [{ source: 'fb' }, [['source', 'facebook', 'alias']]],
    [{ source: 'leaflet' }, []],
    [{ source: 'Our Leaflet' }, [['source', 'our-leaflet', 'style']]],
    [{ campaign: 'double_eleven' }, [['campaign', 'double-eleven', 'punctuation']]],
    [{ campaign: 'Double Eleven' }, [['campaign', 'double-eleven', 'punctuation']]],
    [{ campaign: 'Autumn' }, []],
    [{ campaign: '双11' }, []],
    // Only sources are platforms.
    [{ campaign: 'wb' }, []],
  ])('%j: %j', (tags, expected) => {
    expect(warn(tags)).toEqual(expected);
  });

  it('warns of each name by itself', () => {
    const warned = warn({ source: 'wb', medium: 'CPC', campaign: 'Autumn' });
    expect(warned.map(([tag]) => tag)).toEqual(['source', 'medium']);
  });
});

describe('the names that a site has used', () => {
  const row = (source: string | null, campaign: string | null, arrival: number) => ({
    source: { ...WEIBO, id: arrival, source, campaign },
    counts: { ...noCounts(), arrival },
  });

  it('are those of its sources, the most used first, added up', () => {
    const names = knownNames([
      row('baidu', 'a', 30),
      row('weibo', 'b', 20),
      row('weibo', 'c', 15),
      row(null, null, 99),
      row('(other)', null, 99),
    ]);
    expect(names).toEqual({
      source: ['weibo', 'baidu'],
      medium: ['social'],
      campaign: ['a', 'b', 'c'],
      content: [],
      term: [],
    });
  });
});
