import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A shop's pages, as a test writes them. */
export interface Storefront {
  origin: string;
  pages: Record<string, { html: string; headers?: Record<string, string> }>;
  close(): Promise<void>;
}

const LINKS = `
  <header><nav><a href="/sofas">Sofas</a> <a href="/beds">Beds</a> <a href="/visit">Visit us</a></nav></header>
  <main>
    <h1>Autumn at home</h1>
    <a data-position="hero" href="/sofas" style="display:block;width:600px;height:160px;background:#dfe6f2;margin:40px 0">Sofas from 1,999</a>
    <p>Made to be sat on. <a id="catalogue" href="/catalogue">Read the catalogue</a></p>
  </main>`;

export function page(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body>${body}</body></html>`;
}

export async function startStorefront(pages: Storefront['pages'] = {}): Promise<Storefront> {
  const all: Storefront['pages'] = { '/': { html: page(LINKS) }, '/sofas': { html: page(LINKS) }, ...pages };
  const server = createServer((request, response) => {
    const found = all[new URL(request.url ?? '/', 'http://shop').pathname];
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...found?.headers });
    response.end(found?.html ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: all,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
