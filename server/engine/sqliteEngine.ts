import type { ActionLimits } from '../actions/context.ts';
import type { LivePart } from '../actions/liveChange.ts';
import type { Engine } from './engine.ts';
import { startThread } from './thread.ts';

/**
 * The embedded engine: one thread writes, another reads, and the HTTP thread only passes messages. Reads
 * see every write that was answered, because a WAL reader starts from the last commit.
 */
export async function openSqliteEngine(url: string, limits: ActionLimits): Promise<Engine> {
  // The writer comes first: it makes the file and its schema.
  const listeners: ((part: LivePart) => void)[] = [];
  const writer = await startThread({ url, readOnly: false, limits }, (part) => {
    for (const listener of listeners) listener(part);
  });
  const reader = await startThread({ url, readOnly: true, limits });
  return {
    collect: (input) =>
      writer.run({ type: 'collect', input: { ...input, body: alone(input.body) } }) as never,
    write: (name, input, repeatable = null) =>
      writer.run({ type: 'action', name, input, repeatable }) as never,
    read: (name, input) => reader.run({ type: 'action', name, input, repeatable: null }) as never,
    snapshot: (input) => writer.run({ type: 'snapshot', input }) as never,
    watch: (siteIds) => writer.post({ type: 'watch', siteIds: [...siteIds] }),
    onChange: (listener) => void listeners.push(listener),
    waiting: () => writer.waiting() + reader.waiting(),
    failed: Promise.race([writer.failed, reader.failed]),
    close: async () => {
      await reader.close();
      await writer.close();
    },
  };
}

/** A small Buffer is a view of a pool of Node's: crossing to the worker as it is, it would take the whole pool along. */
function alone(body: Uint8Array): Uint8Array {
  return body.byteLength === body.buffer.byteLength ? body : Uint8Array.prototype.slice.call(body);
}
