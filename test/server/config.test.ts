import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';

test.each([
  ['PORT', 'abc', 'a port'],
  ['PORT', '70000', 'a port'],
  ['PUBLIC_URL', 'shop.example', 'an address'],
  ['PUBLIC_URL', 'https://shop.example/path', 'an address'],
  ['TRUSTED_PROXIES', 'proxy.example', 'addresses or networks'],
  ['TRUSTED_PROXIES', '10.0.0.0/64', 'addresses or networks'],
  ['LOG_LEVEL', 'loud', 'one of fatal'],
  ['TAG_PATH', 'tag', 'a path'],
  ['COLLECT_PER_MINUTE', '0', 'a whole number'],
  ['RETENTION_MONTHS', '0', 'a whole number of months'],
])('%s=%s is told in one sentence', (name, value, mustBe) => {
  const read = () => readConfig({ [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(`${name}=${value} is not usable: it must be ${mustBe}`);
});

test('a secret is not shown, not even a wrong one', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://root:secret@localhost/shop' })).toThrow(
    'DATABASE_URL is not usable: it must be sqlite:',
  );
  expect(() => readConfig({ METRICS_TOKEN: 'short' })).toThrow('METRICS_TOKEN is not usable');
});

test('what is not set has its default; what is set is read', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8787,
    trustedProxies: [],
    publicUrl: null,
    retentionMonths: 13,
  });
  const set = {
    PORT: '80',
    TRUSTED_PROXIES: '127.0.0.1, ::1,10.0.0.0/8',
    PUBLIC_URL: 'https://shop.example',
  };
  expect(readConfig(set)).toMatchObject({ port: 80, trustedProxies: ['127.0.0.1', '::1', '10.0.0.0/8'] });
});
