import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { connectionTo } from './dialect.ts';
import { CHANNEL } from './notices.ts';

const BEAT_MS = 10_000;
/** A connection that does not answer for so long is gone. */
const ANSWER_MS = 5_000;
/** Whether it is told that nobody listens any more matters less than ending. */
const GOODBYE_MS = 1_000;
const AGAIN_MS = 500;

/** A connection that does nothing but hear what other servers tell. */
export interface Listener {
  close(): Promise<void>;
}

/**
 * Listens until it is closed, over as many connections as that takes. `onGap` after each that broke: what was told
 * meanwhile nobody heard.
 */
export async function listen(
  url: string,
  hear: (payload: string) => void,
  onGap: () => void,
): Promise<Listener> {
  let isClosed = false;
  let client = await connect();

  async function connect(): Promise<pg.Client> {
    const fresh = new pg.Client({ ...connectionTo(url), query_timeout: ANSWER_MS });
    fresh.on('notification', ({ payload = '' }) => hear(payload));
    fresh.on('error', () => {});
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      void fresh.end().catch(() => {});
      throw error;
    }
    fresh.once('end', () => void reconnect());
    return fresh;
  }
  async function reconnect(): Promise<void> {
    while (!isClosed) {
      await delay(AGAIN_MS, undefined, { ref: false });
      const fresh = await connect().catch(() => null);
      if (!fresh) continue;
      client = fresh;
      if (isClosed) return void client.end();
      return onGap();
    }
  }
  // A connection that went without a word is found out only by asking.
  const beat = setInterval(() => {
    client.query('select 1').catch(() => void client.end().catch(() => {}));
  }, BEAT_MS);
  beat.unref();
  return {
    async close() {
      isClosed = true;
      clearInterval(beat);
      const goodbye = delay(GOODBYE_MS, undefined, { ref: false });
      await Promise.race([client.end().catch(() => {}), goodbye]);
    },
  };
}
