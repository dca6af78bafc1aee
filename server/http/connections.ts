import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Knows the connections on which nothing was ever asked: browsers open some ahead of need, Node takes them
 * for busy, and a server that stops would wait a minute for them. Answers a function that closes these and
 * the idle ones; those with a request under way stay.
 */
export function watchConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return () => {
    for (const socket of unused) socket.destroy();
    server.closeIdleConnections();
  };
}
