import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LiveSnapshot } from '../../shared/wire/live.ts';

/** The last numbers of a page over some days, with the id from which its stream can go on. */
interface KeptSnapshot {
  key: string;
  address: string;
  snapshot: LiveSnapshot;
  lastEventId: string | null;
  /** When the numbers were last known to be true. */
  at: number;
}

interface Schema extends DBSchema {
  snapshots: { key: string; value: KeptSnapshot; indexes: { at: number; address: string } };
}

const KEEP = 200;

export interface Snapshots {
  read(key: string): Promise<KeptSnapshot | undefined>;
  keep(kept: KeptSnapshot): Promise<void>;
  forget(address: string): Promise<void>;
  /** When any numbers of a server were last known to be true; null: none are kept. */
  newestAt(address: string): Promise<number | null>;
}

/** The last numbers of each page, kept so that a page has numbers to show, with their age, before the server answers. */
export function openSnapshots(name = 'backstamp'): Snapshots {
  let database: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    database ??= openDB<Schema>(name, 1, {
      upgrade(created) {
        const store = created.createObjectStore('snapshots', { keyPath: 'key' });
        store.createIndex('at', 'at');
        store.createIndex('address', 'address');
      },
    });
    return database;
  };
  return {
    read: async (key) => (await open()).get('snapshots', key),
    keep: async (kept) => {
      const opened = await open();
      await opened.put('snapshots', kept);
      await dropOldest(opened);
    },
    newestAt: async (address) => {
      const store = (await open()).transaction('snapshots').store;
      let cursor = await store.index('at').openCursor(null, 'prev');
      while (cursor && cursor.value.address !== address) cursor = await cursor.continue();
      return cursor?.value.at ?? null;
    },
    forget: async (address) => {
      const change = (await open()).transaction('snapshots', 'readwrite');
      const keys = await change.store.index('address').getAllKeys(address);
      await Promise.all([...keys.map((key) => change.store.delete(key)), change.done]);
    },
  };
}

async function dropOldest(database: IDBPDatabase<Schema>): Promise<void> {
  const change = database.transaction('snapshots', 'readwrite');
  let surplus = (await change.store.count()) - KEEP;
  let cursor = surplus > 0 ? await change.store.index('at').openCursor() : null;
  while (cursor && surplus > 0) {
    await cursor.delete();
    surplus -= 1;
    cursor = await cursor.continue();
  }
  await change.done;
}
