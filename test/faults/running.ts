import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface Running {
  url: string;
  /** The first owner's; null once there is one. */
  secret: string | null;
  pid: number;
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const started = new Set<ChildProcess>();

/** Starts a server on a database, and waits until it listens. */
export async function startServer(databaseUrl: string, port = 0): Promise<Running> {
  const script = join(import.meta.dirname, 'serverProcess.ts');
  const child = spawn(process.execPath, [script, databaseUrl, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.add(child);
  child.on('exit', () => started.delete(child));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    const { url, secret } = JSON.parse(line) as { url: string; secret: string | null };
    return { url, secret, pid: child.pid ?? 0, end: (signal) => end(child, signal) };
  }
  throw new Error('the server ended before it listened');
}

/** Ends what a test has left running. */
export function endServers(): void {
  for (const child of started) child.kill('SIGKILL');
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
