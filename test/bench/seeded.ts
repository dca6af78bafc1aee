import { join } from 'node:path';
import { type ShopSetup, setUpShop } from '../server/testServer.ts';
import { type ServerProcess, startServer } from './processes.ts';
import { seed } from './seed.ts';

/** A shop with a past. */
export interface Seeded extends ShopSetup {
  path: string;
  /** The moment at which its past ends. */
  until: number;
  server: ServerProcess;
}

/** Sets a shop up, stops its server, fills its past in, and starts the server again. */
export async function openSeeded(
  folder: string,
  events: number,
  say: (text: string) => void,
): Promise<Seeded> {
  const path = join(folder, `${events}.db`);
  const first = await startServer(`sqlite:${path}`);
  const shop = await setUpShop(first.url, first.secret ?? '').finally(() => first.close());
  const until = Date.now();
  await seed(path, shop.site.id, events, until);
  say(`  ${events.toLocaleString('en')} events made in ${Math.round((Date.now() - until) / 1_000)} s`);
  return { ...shop, path, until, server: await startServer(`sqlite:${path}`) };
}
