import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../shared/wire/problem.ts';
import { openServer, type TestServer } from './testServer.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/json' };

describe('every error is a problem document with a code', () => {
  test.each<[string, string, RequestInit, number, string]>([
    ['an address that is not encoded', '/v1/sites/%E0%A4%A/funnel', {}, 400, 'invalidInput'],
    ['a path of the API that is not there', '/v1/nothing', {}, 404, 'notFound'],
    ['a method that is not there', '/v1/session', { method: 'PUT' }, 404, 'notFound'],
    ['a part of a path without end', `/v1/sites/${'x'.repeat(300)}/funnel`, {}, 404, 'notFound'],
    ['a file that is not there', '/assets/nothing.js', {}, 404, 'notFound'],
    ['a picture of no code', '/v1/qr/000000001.svg', {}, 404, 'notFound'],
    ['no body', '/v1/session', { method: 'POST' }, 400, 'invalidInput'],
    ['an empty body', '/v1/session', { method: 'POST', headers: JSON_TYPE, body: '' }, 400, 'badJson'],
    [
      'a body that reaches for prototypes',
      '/v1/session',
      { method: 'POST', headers: JSON_TYPE, body: '{"__proto__":{"email":"a@b"},"password":"x"}' },
      400,
      'badJson',
    ],
    ['a form', '/v1/session', { method: 'POST', body: new URLSearchParams('a=b') }, 415, 'unsupportedType'],
    [
      'too large a body',
      '/v1/session',
      { method: 'POST', headers: JSON_TYPE, body: ' '.repeat(300_000) },
      413,
      'tooLarge',
    ],
  ])('%s', async (_what, path, init, status, code) => {
    const response = await fetch(server.url + path, init);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect((await response.json()) as Problem).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status,
      code,
    });
    expect(response.status).toBe(status);
  });
});

test('a caller who hangs up in the middle of a body is nothing that an operator must look at', async () => {
  const logged = vi.spyOn(server.app.log, 'error');
  const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1');
  const answered = new Promise<void>((resolve) => {
    server.app.server.once('request', (_request, response) => response.once('close', resolve));
  });
  socket.write(
    'POST /v1/session HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
  );
  await once(server.app.server, 'request');
  socket.destroy();
  await answered;
  expect(logged).not.toHaveBeenCalled();
});

test('a body that trickles in does not hold its socket for ever', () => {
  expect(server.app.server.requestTimeout).toBeGreaterThan(0);
});
