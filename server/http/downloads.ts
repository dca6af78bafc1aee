import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Outcome } from '../domain/outcome.ts';
import { Refuse, sendProblem } from './problems.ts';

/** A page of a file, and where the next one begins; null at the end. */
type Page<Next> = Outcome<{ text: string; next: Next | null }>;

/** Sends files that are too large for the memory. */
export interface Downloads {
  /**
   * Sends pages one after another, each read only once the one before was taken: neither a large table nor a
   * slow reader fills the memory. What fails in the middle breaks the connection, so that half a file is not
   * taken for a whole one.
   */
  send<Next>(
    reply: FastifyReply,
    read: (after: Next | null) => Promise<Page<Next>>,
    file: { type: string; name: string },
  ): Promise<FastifyReply>;
}

/** Each holds a page in memory, and asks the store for one after another: of one person, and of all. */
const AT_ONCE = { own: 6, all: 60 };
/** Who takes nothing for so long has gone. */
const SILENCE_MS = 120_000;

export function makeDownloads(): Downloads {
  const running: { who: string }[] = [];

  /** Answers what ends it, which may be told several times. */
  function begin(reply: FastifyReply): () => void {
    const { actor } = reply.request;
    const who = actor.type === 'user' ? actor.userId : '';
    const own = running.filter((each) => each.who === who).length;
    if (own >= AT_ONCE.own || running.length >= AT_ONCE.all) {
      throw new Refuse({ code: 'busy', detail: 'Other files are on their way: wait for one of them.' });
    }
    const download = { who };
    running.push(download);
    const end = () => {
      const index = running.indexOf(download);
      if (index >= 0) running.splice(index, 1);
    };
    reply.raw.once('close', end);
    return end;
  }

  return {
    async send(reply, read, { type, name }) {
      const end = begin(reply);
      // The first one is read before the answer begins: until then it can still be a problem document.
      const first = await read(null);
      if (!first.ok) {
        end();
        return sendProblem(reply, first.failure);
      }
      const texts = Readable.from(textsOf(first, read)).once('close', end);
      reply.raw.setTimeout(SILENCE_MS, () => reply.raw.destroy());
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .send(texts);
    },
  };
}

async function* textsOf<Next>(
  first: Page<Next>,
  read: (after: Next) => Promise<Page<Next>>,
): AsyncGenerator<string> {
  let page = first;
  while (page.ok) {
    if (page.value.text) yield page.value.text;
    if (page.value.next === null) return;
    page = await read(page.value.next);
  }
  throw new Error(`an export broke off: ${page.failure.code}`);
}
