import { buildMissing, EXTENSION_FOLDER } from './builds.ts';
import { type Config, ConfigError, MUST_BE, readConfig } from './config.ts';
import { startDemo } from './demo/start.ts';
import { closeOnSignal, type Server, serve } from './main.ts';
import { newOwnerSecret } from './owner.ts';
import { sqlitePath } from './store/address.ts';
import { type Welcome, welcomeText } from './welcome.ts';

const SHOWN_SITES = 5;
const say = (text: string) => console.log(text);

try {
  const config = readConfig(process.env);
  buildMissing(say);
  if (process.argv.includes('--demo')) await demo(config);
  else await start(config);
} catch (error) {
  const sentence = toMend(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

async function start(config: Config): Promise<void> {
  const server = await serve({ config });
  closeOnSignal(server, say);
  stopWithStore(server);
  const secret = await newOwnerSecret(server, Date);
  const ownerLink = secret && `${server.url}/setup#${secret}`;
  say(
    welcomeText({
      ...(await common(server, config)),
      ownerLink,
      demo: null,
      database: shownDatabase(config.databaseUrl),
    }),
  );
}

async function demo(config: Config): Promise<void> {
  const server = await startDemo(config, say);
  closeOnSignal(server, say);
  const { owner, shop, pin } = server;
  say(
    welcomeText({
      ...(await common(server, config)),
      ownerLink: null,
      database: 'thrown away at the end',
      demo: { ...owner, pin, tillLink: shop.tillLink },
    }),
  );
  server.openDoors();
}

async function common(
  { engine, url }: Server,
  config: Config,
): Promise<Omit<Welcome, 'ownerLink' | 'demo' | 'database'>> {
  const sites = await engine.read('firstSites', { limit: SHOWN_SITES });
  return { url, tagPath: config.tagPath, sites, extensionFolder: EXTENSION_FOLDER };
}

/** A file's path, or a server's address without what signs in there. */
function shownDatabase(url: string): string {
  const path = sqlitePath(url);
  if (path !== null) return path;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** Without its store a server can only refuse: whoever runs it starts it again. */
function stopWithStore({ engine, app }: Server): void {
  void engine.failed.then((error) => {
    app.log.fatal({ err: error }, 'the store has stopped');
    process.exit(1);
  });
}

/** What the operator can mend is told in one sentence; null for what is a fault of the program. */
function toMend(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return 'The port is taken: set PORT to another one.';
  if (code === 'EACCES') return 'This port is not for everyone: set PORT to one above 1023.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no such address: set HOST to ${MUST_BE.HOST}.`;
  return null;
}
