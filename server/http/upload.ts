import { createHash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BodyTime } from './bodyTime.ts';
import { Refuse } from './problems.ts';

/** A file that came with a request and lies on this machine's disk as long as the request lasts. */
export interface Upload {
  file: FileHandle;
  /** SHA-256 of its bytes, in hex. */
  hash: string;
}

/** Takes files that are bodies. */
export interface Uploads {
  /**
   * Spools a request's body to a file, and lets go of it once `use` is through. One that is cut off in the
   * middle, or is longer than `maxBytes`, is never used.
   */
  take<Value>(
    request: FastifyRequest,
    maxBytes: number,
    use: (upload: Upload) => Promise<Value>,
  ): Promise<Value>;
}

/** Of all sites: each takes this server's temporary disk. */
const UPLOADS_AT_ONCE = 4;

/** Lets the routes of this scope take a body of any type as a stream: nothing reads it but `Uploads`. */
export function takeFiles(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

export function makeUploads(bodyTime: BodyTime): Uploads {
  let uploads = 0;
  return {
    async take(request, maxBytes, use) {
      const { body, raw, headers } = request;
      if (!isStream(body)) throw new Refuse({ code: 'invalidInput', detail: 'Send the file as the body.' });
      if (Number(headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
      if (uploads >= UPLOADS_AT_ONCE)
        throw new Refuse({ code: 'busy', detail: 'Other files are on their way in: try again in a minute.' });
      uploads += 1;
      try {
        bodyTime.allowFile(raw);
        return await withUnnamed(async (file) =>
          use({ file, hash: await spool(body, file, maxBytes).catch(refuse) }),
        );
      } finally {
        uploads -= 1;
      }
    },
  };
}

/** A file without a name: nobody else can open it, and it is gone with this process, however that ends. */
async function withUnnamed<Value>(use: (file: FileHandle) => Promise<Value>): Promise<Value> {
  const file = await openUnnamed().catch(refuse);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function openUnnamed(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'backstamp-upload-'));
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function isStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}

async function spool(body: Readable, file: FileHandle, maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  // Ended early, the connection stays: there is an answer to be sent on it.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      body.resume();
      throw tooLarge(maxBytes);
    }
    hash.update(chunk);
    await file.appendFile(chunk);
  }
  return hash.digest('hex');
}

function tooLarge(maxBytes: number): Refuse {
  const detail = `A file has at most ${Math.floor(maxBytes / 1024 / 1024)} MB: split it by days.`;
  return new Refuse({ code: 'tooLarge', detail });
}

/** Throws what an operator or the sender can mend as what they can do. */
function refuse(error: NodeJS.ErrnoException): never {
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      throw new Refuse({
        code: 'busy',
        detail: 'The server’s disk for temporary files is full: have room made on it, then try again.',
      });
    case 'ECONNRESET':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      throw new Refuse({ code: 'invalidInput', detail: 'The file was cut off: send it again.' });
    default:
      throw error;
  }
}
