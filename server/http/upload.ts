import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { Refuse } from './problems.ts';

/** A file that came with a request and lies on this machine's disk as long as the request lasts. */
export interface Upload {
  path: string;
  /** SHA-256 of its bytes, in hex. */
  hash: string;
}

const PREFIX = 'backstamp-upload-';
/** Nothing is read for so long. */
const LONGEST_USE_MS = 86_400_000;

/** Lets the routes of this scope take a body of any type as a stream: nothing reads it but `withUpload`. */
export function takeFiles(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/**
 * Spools a body to a file that only this server's user can read, and deletes it once `use` is through. One
 * that is cut off in the middle, or is longer than `maxBytes`, is never used.
 */
export async function withUpload<Value>(
  body: unknown,
  maxBytes: number,
  use: (upload: Upload) => Promise<Value>,
): Promise<Value> {
  if (!isStream(body)) throw new Refuse({ code: 'invalidInput', detail: 'Send the file as the body.' });
  await removeLeft(Date.now() - LONGEST_USE_MS);
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    const path = join(folder, 'file');
    const hash = await spool(body, path, maxBytes);
    return await use({ path, hash });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Deletes what a server left that was killed while it read; what another user's left is not ours to delete. */
async function removeLeft(before: number): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < before)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}

async function spool(body: Readable, path: string, maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    body,
    async function* count(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > maxBytes) {
          const detail = `A file has at most ${Math.floor(maxBytes / 1024 / 1024)} MB: split it by days.`;
          throw new Refuse({ code: 'tooLarge', detail });
        }
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return hash.digest('hex');
}
