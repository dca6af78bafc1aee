import type { Duplex } from 'node:stream';
import pg from 'pg';
import { toParameter } from './values.ts';

/** A connection keeps so many prepared statements; other texts are sent as they are. */
const MAX_PREPARED = 400;

/** Names are the same on every connection: made once a text. */
const names = new Map<string, string>();

/** The name under which a text is prepared; undefined where there are too many already. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_PREPARED) return known;
  const name = `b${names.size}`;
  names.set(text, name);
  return name;
}

/** A connection on which what is asked again is parsed and planned once. Emits `silent` when it did not answer in time. */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // Whoever waits for an answer is told; without a listener a broken connection would end the process.
    this.on('error', () => {});
  }

  // The signatures of pg's `query` are many; Kysely uses this one, and pg itself the others.
  override query(...given: unknown[]): never {
    const [text, parameters] = given;
    const ask = super.query.bind(this) as (...all: unknown[]) => never;
    if (typeof text !== 'string' || !Array.isArray(parameters) || given.length > 2) return ask(...given);
    const values = parameters.map(toParameter);
    const name = values.length > 0 ? nameOf(text) : undefined;
    return this.#watched(name === undefined ? ask(text, values) : ask({ name, text, values }));
  }

  /** Breaks the connection off, without the goodbye that nobody would hear. */
  drop(): void {
    (this as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
  }

  #watched(answer: Promise<unknown>): never {
    return answer.catch((error: unknown) => {
      if (error instanceof Error && error.message === 'Query read timeout') this.emit('silent');
      throw error;
    }) as never;
  }
}
