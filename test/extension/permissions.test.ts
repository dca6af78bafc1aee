import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('docs/privacy.md explains each permission that the extension asks for', () => {
  const config = readFileSync('wxt.config.ts', 'utf8');
  const [, listed = ''] = /^ {4}permissions: \[(.+)\]/m.exec(config) ?? [];
  const permissions = [...listed.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  const explained = [...readFileSync('docs/privacy.md', 'utf8').matchAll(/^\| `(\w+)` \| /gm)];
  expect(permissions.length).toBeGreaterThan(1);
  expect(explained.map(([, name]) => name)).toEqual(expect.arrayContaining(permissions));
});
