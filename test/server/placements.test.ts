import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Actor, mayUse } from '../../server/domain/actor.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { Placement, PlacementInput, PlacementList } from '../../shared/wire/placement.ts';
import { beacon, event, nextId } from './journeys.ts';
import { type LiveReader, numbersOf, openLive } from './liveReader.ts';
import {
  type Caller,
  makeFounder,
  makeSite,
  makeToken,
  type Office,
  openOffice,
  problemOf,
} from './office.ts';
import { openServer, sendBeacon, type TestServer } from './testServer.ts';

const PROFILE: PlacementInput = {
  name: ' Weibo profile ',
  page: 'https://weibo.example/u/*',
  source: 'weibo',
  medium: 'social',
};

describe('placements', () => {
  let office: Office;
  let owner: Caller;
  let url: string;
  beforeAll(async () => {
    office = await openOffice();
    owner = await makeFounder(office);
    url = `/v1/sites/${(await makeSite(office, owner)).id}/placements`;
  });
  afterAll(() => office.close());

  test('are kept as given, changed field by field, and gone when removed', async () => {
    const made = await office.post<Placement>(owner, url, PROFILE);
    const whole = {
      ...PROFILE,
      name: 'Weibo profile',
      campaign: null,
      content: null,
      term: null,
      adapter: null,
    };
    expect(made).toEqual({ id: made.id, ...whole });
    const changed = await office.ask<Placement>(owner, 'PATCH', `${url}/${made.id}`, {
      medium: null,
      content: 'profile',
    });
    expect(changed.body).toEqual({ ...made, medium: null, content: 'profile' });
    expect(await office.get<PlacementList>(owner, url)).toEqual({ placements: [changed.body] });
    expect((await office.ask(owner, 'DELETE', `${url}/${made.id}`)).status).toBe(204);
    expect(problemOf(await office.ask(owner, 'DELETE', `${url}/${made.id}`)).code).toBe('notFound');
    expect(problemOf(await office.ask(owner, 'PATCH', `${url}/${made.id}`, {})).code).toBe('notFound');
    expect(await office.get<PlacementList>(owner, url)).toEqual({ placements: [] });
  });

  test('that are saved twice are there once', async () => {
    const ids = [];
    for (let n = 0; n < 2; n += 1) ids.push((await office.post<Placement>(owner, url, PROFILE)).id);
    expect(ids[0]).toBe(ids[1]);
    expect((await office.get<PlacementList>(owner, url)).placements).toHaveLength(1);
  });

  test.each<[string, object, string[]]>([
    ['a blank name', { name: ' ' }, ['name']],
    ['a blank source', { source: ' ' }, ['source']],
    ['a page that is none', { page: 'weibo' }, ['page']],
    ['a script for a page', { page: 'javascript:alert(1)' }, ['page']],
    ['any host', { page: 'https://*/u' }, ['page']],
    ['a name that is too long', { campaign: 'a'.repeat(121) }, ['campaign']],
    ['an adapter that is none', { adapter: '../../etc' }, ['adapter']],
  ])('with %s are refused', async (_what, input, fields) => {
    const answer = await office.ask(owner, 'POST', url, { ...PROFILE, ...input });
    expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalidInput', fields });
  });

  test('may be added by an extension, and changed by none', async () => {
    const site = url.split('/')[3] ?? '';
    const token = await makeToken(office, owner, site);
    const { id } = await office.post<Placement>(token, url, { ...PROFILE, name: 'From the popup' });
    for (const method of ['PATCH', 'DELETE'] as const) {
      const answer = await office.ask(
        token,
        method,
        `${url}/${id}`,
        method === 'PATCH' ? { name: 'x' } : undefined,
      );
      expect(problemOf(answer).code).toBe('notAllowed');
    }
  });

  test('are not added by an extension that was paired before it was asked for leave', () => {
    const paired = (mayPlace: boolean): Actor => ({ type: 'token', tokenId: 't', siteIds: ['a'], mayPlace });
    expect(mayUse('site:reader', paired(false), 'a')).toBe(true);
    expect(mayUse('site:placer', paired(false), 'a')).toBe(false);
    expect(mayUse('site:placer', paired(true), 'a')).toBe(true);
    expect(mayUse('site:placer', paired(true), 'b')).toBe(false);
  });
});

describe('a placement’s funnel', () => {
  const NOON = Date.parse('2026-11-20T12:00:00Z');
  let server: TestServer;
  let reader: LiveReader | undefined;
  beforeAll(async () => {
    server = await openServer({ clock: { now: () => NOON } });
  });
  afterAll(async () => {
    reader?.leave();
    await server.close();
  });
  const path = (what: string) => `/v1/sites/${server.site.id}/${what}`;
  const visit = (query: string) =>
    sendBeacon(server.url, beacon(server.site.id, nextId(), [event('view', `/${query}`, NOON)]));

  test('sums the sources with its names, lists them, and moves with them alone', async () => {
    const profile = '?utm_source=weibo&utm_medium=social&utm_content=Profile';
    await visit(profile);
    await visit(`${profile}&utm_campaign=spring`);
    await visit('?utm_source=weibo&utm_medium=cpc');
    await visit('');
    const query = '?utmSource=Weibo&utmMedium=social&utmContent=profile';
    const funnel = await server.owner.get<Funnel>(path(`funnel${query}`));
    expect(funnel.counts.arrival).toBe(2);
    expect(funnel.sources.map(({ source }) => source.campaign).sort()).toEqual([null, 'spring'].sort());
    expect(funnel.days.at(-1)?.counts.arrival).toBe(2);

    const cookie = [...server.owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const live = await openLive(`${server.url}${path(`live${query}`)}`, { cookie });
    reader = live;
    await vi.waitFor(() => expect(live.told).toEqual(['snapshot']));
    await visit('?utm_source=baidu&utm_medium=cpc');
    await visit(`${profile}&utm_campaign=autumn`);
    await vi.waitFor(() => expect(live.state()?.funnel.counts.arrival).toBe(3));
    expect(live.told).toEqual(['snapshot', 'change']);
    expect(numbersOf(live.state()?.funnel)).toEqual(
      numbersOf(await server.owner.get<Funnel>(path(`funnel${query}`))),
    );
  });

  test('is the whole site’s: of one page it is refused', async () => {
    await expect(server.owner.get(path('funnel?page=/&utmSource=weibo'))).rejects.toThrow(/leave out/);
  });
});
