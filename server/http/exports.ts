import { Type } from 'typebox';
import {
  EXPORTS,
  type ExportFormat,
  type ExportName,
  ExportQuery,
  OWNER_EXPORTS,
} from '../../shared/wire/exports.ts';
import type { ExportKey } from '../actions/exportPage.ts';
import type { App } from './app.ts';
import { userOf } from './callers.ts';
import type { Deps } from './deps.ts';
import { Refuse } from './problems.ts';

const TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
};

/** Everything a site holds, as files. */
export function exportRoutes(app: App, { engine, downloads }: Deps): void {
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
      return downloads.send(reply, page, { type: TYPES[query.format], name: `${name}.${query.format}` });
    },
  );
}

function isOwners(what: ExportName): boolean {
  return (OWNER_EXPORTS as readonly string[]).includes(what);
}
