import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type BodyTime, type BodyTimes, limitBodyTime } from '../../server/http/bodyTime.ts';

let server: Server;
let bodyTime: BodyTime;
afterEach(() => server.close());

/** A server on which /file takes a file; it answers once a body has come. */
async function serve(times: BodyTimes): Promise<number> {
  server = createServer((request, response) => {
    if (request.url === '/file') bodyTime.allowFile(request);
    request.resume().once('end', () => request.url !== '/slow' && response.end('taken'));
  });
  bodyTime = limitBodyTime(server, times);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function begin(port: number, path: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 6\r\n\r\nabc`);
  return socket;
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const piece of socket) answer += String(piece);
  return answer;
}

test('a body that does not come ends its connection', async () => {
  const port = await serve({ usualMs: 50, silenceMs: 60_000 });
  expect(await answerOf(begin(port, '/'))).toMatch(/^HTTP\/1.1 408 /);
});

test('a file may take longer than that', async () => {
  const port = await serve({ usualMs: 50, silenceMs: 60_000 });
  const file = begin(port, '/file');
  const other = begin(port, '/');
  // The other one began later, and has been cut off: the file has not.
  await answerOf(other);
  file.write('def');
  const [answer] = (await once(file, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
  file.destroy();
});

test('a file of which nothing comes any more ends its connection too', async () => {
  const port = await serve({ usualMs: 60_000, silenceMs: 50 });
  expect(await answerOf(begin(port, '/file'))).toBe('');
});

test('a server that stops waits for no file', async () => {
  const port = await serve({ usualMs: 60_000, silenceMs: 60_000 });
  const answer = answerOf(begin(port, '/file'));
  await once(server, 'request');
  bodyTime.cutOff();
  expect(await answer).toBe('');
});

test('one that has come whole may be looked at for as long as that takes', async () => {
  const port = await serve({ usualMs: 60_000, silenceMs: 50 });
  const answers: (() => void)[] = [];
  server.on('request', (request, response) => {
    if (request.url !== '/slow') return;
    bodyTime.allowFile(request);
    answers.push(() => response.end('looked at'));
  });
  const file = begin(port, '/slow');
  file.write('def');
  // One that began later and is silent has been cut off by then.
  await answerOf(begin(port, '/file'));
  answers[0]?.();
  const [answer] = (await once(file, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
  file.destroy();
});
