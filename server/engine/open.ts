import type { ActionLimits } from '../actions/context.ts';
import type { LivePart } from '../actions/liveChange.ts';
import { PROMPT_READS } from '../actions/registry.ts';
import { sqlitePath } from '../store/address.ts';
import type { Engine } from './engine.ts';
import { openLater, startThread } from './thread.ts';

/**
 * Opens the store that the address names: one thread writes, one reads what is asked all the time, another what may
 * take long, and the HTTP thread only passes messages. Reads see every write that was answered.
 */
export async function openEngine(url: string, limits: ActionLimits): Promise<Engine> {
  const listeners: ((part: LivePart) => void)[] = [];
  const gapListeners: (() => void)[] = [];
  const tell = {
    change: (part: LivePart) => {
      for (const listener of listeners) listener(part);
    },
    gap: () => {
      for (const listener of gapListeners) listener();
    },
  };
  // The writer comes first: it makes the database and its schema.
  const writer = await startThread({ url, role: 'writer', limits }, tell);
  const reader = await startThread({ url, role: 'reader', limits }, tell);
  const reporter = openLater(() => startThread({ url, role: 'reporter', limits }, tell));
  // The embedded engine tells a live stream's first view and its changes in one order; a server numbers them.
  const live = sqlitePath(url) === null ? reader : writer;
  return {
    collect: (input) => writer.run({ type: 'collect', input }) as never,
    write: (name, input, repeatable = null) =>
      writer.run({ type: 'action', name, input, repeatable }) as never,
    read: (name, input) => {
      const job = { type: 'action' as const, name, input, repeatable: null };
      return (PROMPT_READS.has(name) ? reader.run(job) : reporter.run(job)) as never;
    },
    snapshot: (input) => live.run({ type: 'snapshot', input }) as never,
    watch: (siteIds) => live.post({ type: 'watch', siteIds: [...siteIds] }),
    onChange: (listener) => void listeners.push(listener),
    onGap: (listener) => void gapListeners.push(listener),
    waiting: () => writer.waiting() + reader.waiting() + reporter.waiting(),
    failed: Promise.race([writer.failed, reader.failed, reporter.failed]),
    close: async () => {
      await Promise.all([reader.close(), reporter.close()]);
      await writer.close();
    },
  };
}
