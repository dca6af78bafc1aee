import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import {
  EXPORTS,
  type ExportFormat,
  type ExportName,
  ExportQuery,
  OWNER_EXPORTS,
} from '../../shared/wire/exports.ts';
import type { ExportKey } from '../actions/exportPage.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { App } from './app.ts';
import { userOf } from './callers.ts';
import type { Deps } from './deps.ts';
import { Refuse, sendProblem } from './problems.ts';

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
};

/** Everything a site holds, as files. */
export function exportRoutes(app: App, { engine }: Deps): void {
  app.get(
    '/v1/sites/:site/exports/:what',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags: ['data'],
        summary: 'A table of the site as CSV or NDJSON; what tells visitors apart is the owner’s',
        params: Type.Object({ site: Type.String(), what: Type.Enum([...EXPORTS]) }),
        querystring: ExportQuery,
        response: { 200: Type.String({ description: 'The file, row by row as it is read' }) },
      },
    },
    async (request, reply) => {
      const { params, query } = request;
      const { site: siteId, what } = params;
      const isOwner = userOf(request).roles.get(siteId) === 'owner';
      if (!isOwner && isOwners(what)) {
        throw new Refuse({ code: 'notAllowed', detail: 'This export tells visitors apart: ask the owner.' });
      }
      const page = (after: ExportKey | null) => engine.read('readExportPage', { siteId, what, query, after });
      const name = [what, query.from, query.to].filter(Boolean).join('-');
      return sendPages(reply, page, TYPES[query.format], `${name}.${query.format}`);
    },
  );
}

function isOwners(what: ExportName): boolean {
  return (OWNER_EXPORTS as readonly string[]).includes(what);
}

type Page<Next> = Outcome<{ text: string; next: Next | null }>;

/**
 * Sends pages one after another, each read only once the one before was taken: neither a large table nor a
 * slow reader fills the memory. What fails in the middle breaks the connection, so that half a file is not
 * taken for a whole one.
 */
export async function sendPages<Next>(
  reply: FastifyReply,
  read: (after: Next | null) => Promise<Page<Next>>,
  type: string,
  name: string,
): Promise<FastifyReply> {
  // The first one is read before the answer begins: until then it can still be a problem document.
  const first = await read(null);
  if (!first.ok) return sendProblem(reply, first.failure);
  async function* texts() {
    let page: Page<Next> = first;
    while (page.ok) {
      if (page.value.text) yield page.value.text;
      if (page.value.next === null) return;
      page = await read(page.value.next);
    }
    throw new Error(`an export broke off: ${page.failure.code}`);
  }
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(texts()));
}
