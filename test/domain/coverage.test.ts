import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { channelOf } from '../../server/domain/channel.ts';
import { readArrival } from '../../server/domain/source.ts';
import type { Channel } from '../../shared/channels.ts';

/** Public lists of engines, networks and assistants (Matomo's, CC0), where they lie beside the project. */
const LISTS = join(import.meta.dirname, '../../../shared/data/sources');
const isThere = existsSync(LISTS);
if (!isThere) console.info('coverage: no lists of sources beside the project, nothing measured');

const KEYWORD = 'sofa';

/** What a list files otherwise than a report should, and why. */
const ELSEWHERE: Readonly<Record<string, Channel>> = {
  'chat.openai.com': 'aiAssistants', // also in the list of assistants
  'chatgpt.com': 'aiAssistants',
  'www.perplexity.ai': 'aiAssistants',
  'you.com': 'aiAssistants',
  'www.facebook.com': 'organicSocial', // its search leads to posts
  'tieba.baidu.com': 'organicSocial', // a forum
};

interface Engine {
  urls: string[];
  params?: (string | null)[];
}

function read<T>(name: string): [string, T][] {
  return Object.entries(parse(readFileSync(join(LISTS, name), 'utf8')) as Record<string, T>);
}

/** `{}` stands for a country; the list writes the address of Google's app in its own way. */
function addressesOf(entry: string): string[] {
  const address = entry.replace(/^android-app\/\/([^/]+).*$/, '$1');
  if (!address.includes('{}')) return [address];
  const countries = address.startsWith('{}') ? ['de', 'fr'] : ['de', 'fr', 'co.uk', 'com.au'];
  return countries.map((country) => address.replace('{}', country));
}

function arrive(referrer: string) {
  return readArrival({ url: 'https://shop.example/', referrer, origins: ['https://shop.example'] }).source;
}

function channelFrom(address: string): Channel | null {
  const source = arrive(`https://${address}${address.includes('/') ? '' : '/'}`);
  return source && channelOf(source, []);
}

/** Those of the entries that are not found, each as text; prints how many are. */
function measure(what: string, entries: string[], isFound: (entry: string) => boolean): string[] {
  const missing = entries.filter((entry) => !isFound(entry));
  console.info(`coverage: ${entries.length - missing.length} of ${entries.length} ${what}`);
  return missing;
}

describe.skipIf(!isThere)('of public lists', () => {
  test('every search engine is one', () => {
    const entries = read<Engine[]>('SearchEngines.yml').flatMap(([, engines]) =>
      engines.flatMap(({ urls }) => urls),
    );
    const missing = measure('addresses of search engines', entries, (entry) =>
      addressesOf(entry).every((address) => channelFrom(address) === (ELSEWHERE[entry] ?? 'organicSearch')),
    );
    expect(missing).toEqual([]);
  });

  test('every search engine’s keyword is read from each of its parameters', () => {
    const entries = read<Engine[]>('SearchEngines.yml').flatMap(([, engines]) =>
      engines.flatMap(({ urls, params = [] }) =>
        urls.flatMap((url) =>
          params
            // Patterns of a path; and one empty name.
            .filter((name) => name?.trim() && !name.startsWith('/'))
            .map((name) => `${addressesOf(url)[0]} ${name}`),
        ),
      ),
    );
    const missing = measure('parameters of search engines', entries, (entry) => {
      const [address = '', name = ''] = entry.split(' ');
      const path = address.includes('/') ? '' : '/search';
      return arrive(`https://${address}${path}?x=1&${name}=${KEYWORD}`)?.term === KEYWORD;
    });
    expect(missing).toEqual([]);
  });

  test('every social network is social, or video', () => {
    const entries = read<string[]>('Socials.yml').flatMap(([, hosts]) => hosts);
    const missing = measure('addresses of social networks', entries, (entry) => {
      const channel = channelFrom(entry);
      return channel === 'organicSocial' || channel === 'organicVideo';
    });
    expect(missing).toEqual([]);
  });

  test('every AI assistant is one', () => {
    const entries = read<string[]>('AIAssistants.yml').flatMap(([, hosts]) => hosts);
    const missing = measure(
      'addresses of AI assistants',
      entries,
      (entry) => channelFrom(entry) === 'aiAssistants',
    );
    expect(missing).toEqual([]);
  });
});
