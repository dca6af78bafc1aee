import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Environment } from '../server/config.ts';

const ROOT = join(import.meta.dirname, '..');
/** Time to build what is missing, on a machine that does other things too. */
const START_MS = 180_000;

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(ROOT, path)));

describe.each(documents)('%s', (path) => {
  test('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(path).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
    for (const [, script, short] of named) expect(Object.keys(scripts)).toContain(script ?? short);
  });

  test('links only to files that exist', () => {
    const targets = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const local = targets.filter((target) => !/^(https?:|mailto:|#)/.test(target));
    const missing = local.filter((target) => {
      const [file = ''] = target.split('#');
      return !existsSync(join(ROOT, dirname(path), file));
    });
    expect(missing).toEqual([]);
  });
});

test('README states the two commands as they are to be typed', () => {
  const blocks = [...read('README.md').matchAll(/```sh\n(.+?)\n```/gs)].map(([, block]) => block);
  expect(blocks).toEqual(['npm ci && npm start', 'npm ci && npm test']);
});

test('docs/install.md tells every setting, and its default', () => {
  const rows = [...read('docs/install.md').matchAll(/^\| `([A-Z_]+)` \| (.*?) \|/gm)];
  const told = Object.fromEntries(rows.map(([, name, given]) => [name, given]));
  const settings = Object.entries(Environment.properties as Record<string, { default?: unknown }>);
  const wanted = settings.map(([name, { default: given }]) => [name, given ? `\`${given}\`` : 'none']);
  expect(told).toEqual(Object.fromEntries(wanted));
});

describe('npm start', () => {
  let folder: string;
  let server: Run;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'backstamp-readme-'));
    server = npmStart({ PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'data', 'new.db')}` });
    url = (await server.says(/(http:\/\/localhost:\d+)\/setup#/))[1] ?? '';
    await server.says(/Data +\S/);
  }, START_MS);
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('prints the tag, the till, the demo and the extension, and makes its data', async () => {
    expect(server.output()).toContain(`<script defer src="${url}/tag.js" data-site="`);
    expect(server.output()).toContain(`${url}/till`);
    expect(server.output()).toContain('npm run demo');
    expect(server.output()).toContain('Load unpacked');
    const extension = /Extension +(\S+)/.exec(server.output())?.[1] ?? '';
    expect(existsSync(join(extension, 'manifest.json'))).toBe(true);
    expect(existsSync(join(folder, 'data', 'new.db'))).toBe(true);
  });

  test.each(['/readyz', '/', '/till', '/tag.js', '/docs/', '/openapi.json'])('answers %s', async (path) => {
    expect((await fetch(url + path)).status).toBe(200);
  });

  test('prints a link that makes the owner, once', async () => {
    const secret = /\/setup#(\S+)/.exec(server.output())?.[1];
    const body = JSON.stringify({ secret, email: 'owner@shop.example', password: 'three unrelated words' });
    const headers = { 'content-type': 'application/json' };
    const setUp = () => fetch(`${url}/v1/setup`, { method: 'POST', headers, body });
    expect([(await setUp()).status, (await setUp()).status]).toEqual([200, 404]);
  });
});

test('npm start with a wrong setting says so in one sentence, and ends', { timeout: START_MS }, async () => {
  const run = npmStart({ PORT: 'abc' });
  expect(await run.ended()).toBe(1);
  expect(run.output()).toContain(
    'PORT=abc is not usable: it must be a port: a whole number from 0 to 65535.',
  );
  expect(run.output()).not.toMatch(/^ +at /m);
});

interface Run {
  /** Waits until it has said this. Fails where it ends before that. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  output(): string;
  /** Its exit code. */
  ended(): Promise<number | null>;
  stop(): Promise<void>;
}

/** Types the command as README has it. */
function npmStart(settings: Record<string, string>): Run {
  // A group of its own: npm and the server under it are stopped together.
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close') as Promise<[code: number | null]>;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    output: () => output,
    ended: async () => (await closed)[0],
    async says(pattern) {
      for (;;) {
        const match = pattern.exec(output);
        if (match) return match;
        const told = Promise.race([once(child.stdout, 'data'), closed.then(() => null)]);
        if (!(await told) && !pattern.test(output)) throw new Error(`It never said ${pattern}:\n${output}`);
      }
    },
    async stop() {
      if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
      await closed;
    },
  };
}
