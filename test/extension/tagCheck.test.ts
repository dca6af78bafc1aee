// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { checkTag, findTags, type Loaded } from '../../extension/overlay/tagCheck.ts';

const TAG = 'https://stamp.example/tag.js';
const SENT = 'https://stamp.example/v1/collect';
const own = { key: 'site1', address: TAG, beacons: SENT };
const foreign = { ...own, key: 'other' };

const script: Loaded = { name: TAG, responseStatus: 0, decodedBodySize: 5_000 };
const beacon: Loaded = { name: SENT, responseStatus: 202, decodedBodySize: 14 };
const full = Array.from({ length: 250 }, (_, n) => ({ ...script, name: `https://cdn.example/${n}` }));

describe('what keeps a page from being counted', () => {
  it.each([
    ['no tag', [], [], 'missing'],
    ['the tag of another site', [foreign], [script, beacon], 'wrongKey'],
    ['two tags', [own, own], [script, beacon], 'twice'],
    ['a second tag of another site', [own, foreign], [script, beacon], 'twice'],
    ['a tag of which nothing is known', [own], [], 'blocked'],
    ['a tag that did not load', [own], [{ ...script, decodedBodySize: 0 }], 'blocked'],
    ['a tag whose beacons are stopped', [own], [script, { ...beacon, responseStatus: 0 }], 'blocked'],
    ['a tag that has sent nothing', [own], [script], 'silent'],
    ['a tag that counts', [own], [script, beacon], null],
    ['a tag that counts, of a server that hides its size', [own], [beacon], null],
    ['more loaded than is remembered', [own], full, null],
  ])('%s', (_what, tags, loaded, trouble) => {
    expect(checkTag(tags, loaded, 'site1')).toBe(trouble);
  });

  it('finds tags wherever they stand, and no other script', () => {
    document.body.innerHTML = `<script src="/app.js"></script><script data-site="x"></script><div><script type="text/plain" src="${TAG}" data-site="site1"></script></div>`;
    expect(findTags(document)).toEqual([own]);
  });
});
