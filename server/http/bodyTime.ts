import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long requests may take to send their bodies. */
export interface BodyTime {
  /** This one brings a file: it may take as long as a slow line needs, as long as something comes. */
  allowFile(request: IncomingMessage): void;
  /** A server that stops does not wait for files that are on their way. */
  cutOff(): void;
}

export interface BodyTimes {
  /** A body that trickles in holds its connection no longer. */
  usualMs: number;
  /** With a file nothing comes for so long only where the line is dead. */
  silenceMs: number;
}

/** The longest that any request may take to come in whole: a file of 200 MB at one megabit a second. */
export const LONGEST_BODY_MS = 30 * 60_000;

const TIMES: BodyTimes = { usualMs: 60_000, silenceMs: 30_000 };
const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

/** Ends connections whose body does not come. The server's own limit is one for all routes, and so the longest. */
export function limitBodyTime(server: Server, { usualMs, silenceMs } = TIMES): BodyTime {
  const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();
  const arriving = new Set<Socket>();
  // Before whoever answers, who may ask for more time at once.
  server.prependListener('request', (request, response) => {
    if (!hasBody(request)) return;
    const timer = setTimeout(() => {
      if (request.complete) return;
      if (!response.headersSent) request.socket.write(TIMED_OUT);
      request.socket.destroySoon();
    }, usualMs);
    timers.set(request, timer);
    request.once('close', () => clearTimeout(timer));
  });
  return {
    allowFile(request) {
      const timer = timers.get(request);
      // What came by no socket of this server has nothing to wait for.
      if (!timer) return;
      clearTimeout(timer);
      const { socket } = request;
      const cutOff = () => socket.destroy();
      arriving.add(socket);
      request.once('close', () => arriving.delete(socket));
      socket.setTimeout(silenceMs, cutOff);
      request.once('end', () => {
        // While the file is read nothing comes either.
        socket.setTimeout(0);
        socket.off('timeout', cutOff);
        arriving.delete(socket);
      });
    },
    cutOff() {
      for (const socket of arriving) socket.destroy();
    },
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
