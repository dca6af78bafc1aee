import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root: then it runs as whoever owns nothing. */
const NOBODY = 65_534;
const OLDEST = 15;

/** A PostgreSQL server of the tests' own, on this machine only. */
export interface PostgresServer {
  /** The address of a database of it. */
  url(database?: string): string;
  /** Ends it as a power cut would, and starts it again on the same port. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  close(): Promise<void>;
}

/** Starts a throw-away server in a folder of its own, never the machine's. Installs PostgreSQL where it is missing. */
export async function startPostgres(say: (text: string) => void = () => {}): Promise<PostgresServer> {
  const bin = ensurePostgres(say);
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-postgres-'));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (user.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, 'data');
  // The locale is not C: what sorts text by the machine's language must show here.
  const flags = ['-U', 'backstamp', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'];
  execFileSync(join(bin, 'initdb'), ['-D', data, ...flags], { ...user, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const url = (database = 'postgres') => `postgres://backstamp@127.0.0.1:${port}/${database}`;
  let child = await run();
  const killAtExit = () => void child.kill('SIGKILL');
  process.once('exit', killAtExit);

  async function run(): Promise<ChildProcess> {
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: folder,
      max_connections: 300,
    };
    const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const options = { ...user, cwd: folder, stdio: 'ignore' as const };
    const started = spawn(join(bin, 'postgres'), ['-D', data, ...given], options);
    await answers(url(), started);
    return started;
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  return {
    url,
    kill: () => end('SIGKILL'),
    async restart() {
      child = await run();
    },
    async close() {
      process.off('exit', killAtExit);
      // At once: nobody needs these data any more.
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder of PostgreSQL's programs, which are found or installed. Throws, with what to do, where neither works. */
function ensurePostgres(say: (text: string) => void): string {
  const found = findPostgres();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('No PostgreSQL found. Installing Debian’s: apt-get install postgresql …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'], env };
    execFileSync('apt-get', ['update', '-qq'], quiet);
    const install = (name: string) =>
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet);
    // The package would make a server of the machine's and start it, which nobody asked for.
    install('postgresql-common');
    execFileSync('sed', [
      '-i',
      's/^#\\?create_main_cluster.*/create_main_cluster = false/',
      CLUSTER_SETTINGS,
    ]);
    install('postgresql');
  }
  const installed = findPostgres();
  if (installed) return installed;
  throw new Error(
    `The tests need PostgreSQL ${OLDEST} or newer: install it (Debian: apt-get install postgresql), or leave its half out: ENGINES=sqlite npm test`,
  );
}

const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.conf';

/** On the PATH, else the newest of Debian's. */
function findPostgres(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [
    ...(process.env.PATH ?? '').split(':'),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ];
  return (
    places.find(
      (place) => isProgram(join(place, 'postgres')) && isProgram(join(place, 'initdb')) && isNewEnough(place),
    ) ?? null
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isNewEnough(place: string): boolean {
  const version = execFileSync(join(place, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/\d+/.exec(version)?.[0] ?? 0) >= OLDEST;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until it lets someone in. */
async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended at once, with code ${child.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (isUp) return;
    await delay(50);
  }
  throw new Error('PostgreSQL does not answer after 30 s');
}
