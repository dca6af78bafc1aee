import {
  HISTORY_MAX_BYTES,
  HistoryAnswer,
  HistoryImport,
  HistoryList,
  HistoryQuery,
} from '../../shared/wire/history.ts';
import { done } from '../domain/outcome.ts';
import type { StoredImport } from '../store/history.ts';
import { repeatableOf } from './access.ts';
import { answerOnce } from './answerOnce.ts';
import type { App } from './app.ts';
import { userOf } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { importFile, publicPart } from './historyImport.ts';
import { makeRuns, type Runs } from './historyRuns.ts';
import { sendOutcome, sendProblem } from './problems.ts';
import { takeFiles } from './upload.ts';

const tags = ['data'];

const JSON_NAME = /\.(?:ndjson|jsonl|json)$/i;

/** Past events and redemptions, brought in with their own times. */
export function historyRoutes(app: App, deps: Deps): void {
  const { engine } = deps;
  const runs = makeRuns(app, deps);
  app.register(async (scope) => {
    takeFiles(scope);
    uploadRoute(scope as unknown as App, deps, runs);
  });

  app.get(
    '/v1/sites/:site/history',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'The newest imports of history, and how far each has come',
        params: SiteParams,
        response: { 200: HistoryList },
      },
    },
    async ({ params: { site: siteId } }, reply) => {
      const listed = await engine.read('listHistory', { siteId });
      return sendOutcome(
        reply,
        listed.ok ? done({ imports: listed.value.map((one) => toWire(siteId, one, runs)) }) : listed,
      );
    },
  );

  app.post(
    '/v1/sites/:site/history/:id/continue',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Goes on with an import that broke off',
        params: ItemParams,
        response: { 202: HistoryImport },
      },
    },
    async ({ params: { site: siteId, id } }, reply) => {
      const found = await engine.write('advanceHistory', { siteId, id });
      if (!found.ok) return sendProblem(reply, found.failure);
      if (found.value.status === 'running') runs.start(siteId, id);
      return reply.status(202).send(toWire(siteId, found.value, runs));
    },
  );
}

function uploadRoute(scope: App, deps: Deps, runs: Runs): void {
  scope.post(
    '/v1/sites/:site/history',
    {
      config: { access: 'site:owner' },
      bodyLimit: HISTORY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Imports past events and redemptions from CSV or NDJSON; with dryRun it only checks them',
        consumes: ['text/csv', 'application/x-ndjson'],
        params: SiteParams,
        querystring: HistoryQuery,
        response: { 200: HistoryAnswer, 202: HistoryAnswer },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const { dryRun, name } = request.query;
      const isJson = /json/.test(request.headers['content-type'] ?? '') || JSON_NAME.test(name);
      const { userId } = userOf(request);
      const answer = await deps.uploads.take(request, HISTORY_MAX_BYTES, ({ file, hash }) =>
        answerOnce(deps.engine, dryRun ? null : repeatableOf(request, siteId, deps, hash), () =>
          importFile(deps, siteId, { file, isJson, fileName: name, userId }, dryRun),
        ),
      );
      const begun = answer.ok ? answer.value.import : null;
      if (begun) runs.start(siteId, begun.id);
      return sendOutcome(reply, answer, begun ? 202 : 200);
    },
  );
}

function toWire(siteId: string, one: StoredImport, runs: Runs): HistoryImport {
  return { ...publicPart(one), active: runs.has(siteId, one.id) };
}
