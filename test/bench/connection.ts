import { connect, type Socket } from 'node:net';

/**
 * One connection that sends prepared HTTP/1.1 requests one after another. The load shares its two cores with
 * the server: a full HTTP client would take more of them than the server that is measured.
 */
export interface Connection {
  send(request: Buffer): Promise<{ status: number; body: string }>;
  close(): void;
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = await open(port);
  let pending: PromiseWithResolvers<{ status: number; body: string }> | null = null;
  let received: Buffer[] = [];
  let length = 0;
  let expected = 0;
  const fail = (error: Error) => pending?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk: Buffer) => {
    received.push(chunk);
    length += chunk.length;
    if (expected === 0) expected = sizeOf(received.length === 1 ? chunk : Buffer.concat(received));
    if (expected === 0 || length < expected) return;
    const whole = received.length === 1 ? chunk : Buffer.concat(received);
    const text = whole.toString('latin1', 0, 1_000);
    received = [];
    length = 0;
    expected = 0;
    const answered = pending;
    pending = null;
    answered?.resolve({ status: Number(text.slice(9, 12)), body: text.slice(text.indexOf('\r\n\r\n') + 4) });
  });
  return {
    send(request) {
      pending = Promise.withResolvers();
      socket.write(request);
      return pending.promise;
    },
    close: () => socket.destroy(),
  };
}

/** How long a whole answer is, told by its head; 0 while that is not there. */
function sizeOf(start: Buffer): number {
  const end = start.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const head = start.toString('latin1', 0, end);
  return end + 4 + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
