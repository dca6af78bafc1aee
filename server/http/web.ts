import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { renderSVG } from 'uqr';
import { groupCode, readCode } from '../../shared/couponCode.ts';
import type { App } from './app.ts';
import type { Deps } from './deps.ts';
import { sendProblem } from './problems.ts';

const config = { access: 'public' as const, rateLimit: false as const };
const hidden = { hide: true };

/** The tag, the drawn codes, and the pages: console, till and demo shop. */
export function webRoutes(app: App, deps: Deps): void {
  tagRoute(app, deps);
  qrRoute(app);
  app.register(async (scope) => {
    await scope.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          // Charts set styles on their elements.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
        },
      },
      strictTransportSecurity: deps.publicUrl().startsWith('https:'),
    });
    await scope.register(fastifyStatic, {
      root: join(deps.dist, 'web', 'assets'),
      prefix: '/assets/',
      // Names carry a hash of what is in them.
      immutable: true,
      maxAge: '365d',
    });
    pageRoutes(scope as unknown as App, deps);
  });
}

/** The tag, already compressed where its build did so. */
function tagRoute(app: App, { dist, config: { tagPath } }: Deps): void {
  const plain = readIfThere(join(dist, 'tag.js'));
  const brotli = readIfThere(join(dist, 'tag.js.br'));
  app.get(tagPath, { config, schema: hidden }, (request, reply) => {
    if (!plain)
      return sendProblem(reply, { code: 'notFound', detail: 'The tag is not built: npm run build:tag.' });
    const isBrotli = brotli !== null && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    if (isBrotli) reply.header('content-encoding', 'br');
    // Its timing may be read by any page: the overlay tells a shop whose policy stops the tag.
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .header('vary', 'accept-encoding')
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('timing-allow-origin', '*')
      .send(isBrotli ? brotli : plain);
  });
}

/** A code as a picture. Drawn from the address alone: it tells nobody whether the code exists. */
function qrRoute(app: App): void {
  // Under the limit that most routes have: drawing one takes milliseconds.
  const limited = { access: 'public' as const };
  app.get<{ Params: { file: string } }>(
    '/v1/qr/:file',
    { config: limited, schema: hidden },
    (request, reply) => {
      const code = /^(.+)\.svg$/.exec(request.params.file)?.[1];
      const reading = readCode(code ?? '');
      if (!reading.ok) return sendProblem(reply, { code: 'notFound', detail: 'This is no code.' });
      return reply
        .type('image/svg+xml')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('cross-origin-resource-policy', 'cross-origin')
        .send(renderSVG(groupCode(reading.code), { border: 2 }));
    },
  );
}

function pageRoutes(app: App, deps: Deps): void {
  const page = (name: string) => readIfThere(join(deps.dist, 'web', name, 'index.html'))?.toString() ?? null;
  const consolePage = page('console');
  const tillPage = page('till');
  const demoPage = page('demo');
  const serve = (urls: string[], html: string | null, fill = (text: string) => text) => {
    for (const url of urls) {
      app.get(url, { config, schema: hidden }, (_request, reply) =>
        html === null
          ? sendProblem(reply, { code: 'notFound', detail: 'The pages are not built: npm run build:web.' })
          : reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(fill(html)),
      );
    }
  };
  serve(['/till', '/till/'], tillPage);
  serve(['/demo', '/demo/*'], demoPage, (html) => html.replaceAll('%BACKSTAMP_SITE%', deps.demoSite() ?? ''));
  // The console routes itself: every other path is one of its pages, but not under the API.
  serve(['/', '/*'], consolePage);
  app.get('/v1/*', { config, schema: hidden }, (_request, reply) => sendProblem(reply, { code: 'notFound' }));
}

function readIfThere(path: string): Buffer | null {
  return existsSync(path) ? readFileSync(path) : null;
}
