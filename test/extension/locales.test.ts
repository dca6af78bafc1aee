import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (locale: string) =>
  JSON.parse(readFileSync(`extension/locales/${locale}.json`, 'utf8')) as Record<string, string>;
const english = read('en');
const sources = readdirSync('extension', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(`extension/${name}`, 'utf8'))
  .join('\n');
const filled = (text: string) => [...text.matchAll(/\$\d/g)].map(([place]) => place).sort();

describe('the extension’s texts', () => {
  it('are all there in Chinese, with the same places to fill in', () => {
    const chinese = read('zh-CN');
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english))
      expect(filled(chinese[key] ?? ''), key).toEqual(filled(text));
  });

  it('are all used', () => {
    const manifest = readFileSync('wxt.config.ts', 'utf8');
    const unused = Object.keys(english).filter(
      (key) =>
        !sources.includes(`'${key}'`) &&
        !sources.includes(`"${key}"`) &&
        !manifest.includes(`__MSG_${key}__`),
    );
    expect(unused).toEqual([]);
  });
});
