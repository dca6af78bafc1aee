import { once } from 'node:events';
import net from 'node:net';

/** A way to a database that can break as a cable does. */
export interface Tunnel {
  /** The database's address by this way. */
  url: string;
  /** What is open stays open, and not a byte comes through any more; what is opened now gets through. */
  hush(): void;
  /** Nothing gets through any more, and who comes is refused. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openTunnel(databaseUrl: string): Promise<Tunnel> {
  const target = new URL(databaseUrl);
  const ends = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname);
    near.pipe(far);
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as net.AddressInfo).port;
  };
  const port = await listen(0);
  const url = new URL(databaseUrl);
  url.port = String(port);
  const cut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const end of ends) end.destroy();
    await closed;
  };
  return {
    url: url.href,
    hush() {
      for (const end of ends) end.unpipe().pause();
    },
    cut,
    mend: async () => void (await listen(port)),
    close: async () => {
      if (server.listening) await cut();
    },
  };
}
