import {
  HISTORY_MAX_BYTES,
  HISTORY_MAX_ERRORS,
  HistoryAnswer,
  type HistoryCheck,
  HistoryImport,
  HistoryList,
  HistoryQuery,
} from '../../shared/wire/history.ts';
import { TableError } from '../csv/tableError.ts';
import { makeDayOf } from '../domain/day.ts';
import { readHistoryRow } from '../domain/history.ts';
import { HistoryFault } from '../domain/historyFields.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SiteBook } from '../domain/site.ts';
import type { StagedRow, StoredImport } from '../store/history.ts';
import type { App } from './app.ts';
import { userOf } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { readHistoryFile } from './historyFile.ts';
import { Refuse, sendOutcome, sendProblem } from './problems.ts';
import { takeFiles, withUpload } from './upload.ts';

const tags = ['data'];
const ROWS_A_JOB = 500;
/** A file takes this server's temporary disk. */
const UPLOADS_AT_ONCE = 2;

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
  let uploads = 0;
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
      if (uploads >= UPLOADS_AT_ONCE)
        throw new Refuse({ code: 'busy', detail: 'Other files are on their way in.' });
      const { site: siteId } = request.params;
      const { dryRun, name } = request.query;
      const isJson = /json/.test(`${request.headers['content-type']} ${name}`);
      uploads += 1;
      try {
        const answer = await withUpload(request.body, HISTORY_MAX_BYTES, ({ path }) => {
          const file = { path, isJson, fileName: name, userId: userOf(request).userId };
          return importFile(deps, siteId, file, dryRun);
        });
        const begun = answer.ok ? answer.value.import : null;
        if (begun) runs.start(siteId, begun.id);
        return sendOutcome(reply, answer, begun ? 202 : 200);
      } finally {
        uploads -= 1;
      }
    },
  );
}

interface HistoryFile {
  path: string;
  isJson: boolean;
  fileName: string;
  userId: string;
}

/** Checks every line first; only a file without a mistake is staged. */
async function importFile(
  deps: Deps,
  siteId: string,
  file: HistoryFile,
  dryRun: boolean,
): Promise<Outcome<HistoryAnswer>> {
  const { engine, clock } = deps;
  const found = await engine.read('readHistoryBook', { siteId });
  if (!found.ok) return found;
  const book = { ...found.value, dayOf: makeDayOf(found.value.settings.timeZone) };
  const now = clock.now();
  const check = await checkFile(file, book, now);
  if (dryRun) return done({ check, import: null });
  if (check.errors.length > 0) {
    return failed('invalidInput', 'Nothing was imported: some lines are wrong.', {
      errors: check.errors.map(({ line, field, message }) => ({
        field: `line ${line}${field && ` ${field}`}`,
        message,
      })),
    });
  }
  if (check.rows === 0) return failed('invalidInput', 'The file has no rows.');
  const { fileName, userId } = file;
  const begun = await engine.write('beginHistory', { siteId, fileName, userId, now });
  if (!begun.ok) return begun;
  const { id } = begun.value;
  const staged = await stageFile(deps, siteId, id, file, book, now);
  if (!staged.ok) await engine.write('dropHistory', { siteId, id });
  return staged.ok ? done({ check, import: { ...publicPart(staged.value), active: true } }) : staged;
}

async function checkFile(file: HistoryFile, book: SiteBook, now: number): Promise<HistoryCheck> {
  const check: HistoryCheck = {
    rows: 0,
    events: 0,
    redemptions: 0,
    from: null,
    to: null,
    errors: [],
    more: false,
  };
  try {
    for await (const read of readHistoryFile(file.path, file.isJson)) {
      if (check.errors.length >= HISTORY_MAX_ERRORS) {
        check.more = true;
        break;
      }
      check.rows += 1;
      try {
        if ('fault' in read) throw read.fault;
        const row = readHistoryRow(read.record, book, now);
        check[row.type === 'event' ? 'events' : 'redemptions'] += 1;
        check.from = Math.min(check.from ?? row.at, row.at);
        check.to = Math.max(check.to ?? row.at, row.at);
      } catch (error) {
        if (!(error instanceof HistoryFault)) throw error;
        check.errors.push({ line: read.line, field: error.field, message: error.message });
      }
    }
  } catch (error) {
    if (error instanceof TableError) {
      check.errors.push({ line: error.line, field: '', message: TABLE_FAULTS[error.fault] });
    } else if (error instanceof HistoryFault) {
      check.errors.push({ line: 1, field: error.field, message: error.message });
    } else throw error;
  }
  return check;
}

const TABLE_FAULTS: Record<TableError['fault'], string> = {
  badEncoding: 'has bytes that are no text in any encoding that is read',
  badQuotes: 'has quotes that do not fit',
  tooLong: 'is too long for a row',
  noTable: 'is no table',
};

async function stageFile(
  { engine }: Deps,
  siteId: string,
  id: string,
  file: HistoryFile,
  book: SiteBook,
  now: number,
): Promise<Outcome<StoredImport>> {
  let rows: StagedRow[] = [];
  const stage = async (last: boolean) => {
    const outcome = await engine.write('stageHistory', { siteId, id, rows, last });
    rows = [];
    return outcome;
  };
  for await (const read of readHistoryFile(file.path, file.isJson)) {
    if ('fault' in read) throw read.fault;
    rows.push({ line: read.line, row: readHistoryRow(read.record, book, now) });
    if (rows.length < ROWS_A_JOB) continue;
    const outcome = await stage(false);
    if (!outcome.ok) return outcome;
  }
  return stage(true);
}

interface Runs {
  start(siteId: string, id: string): void;
  has(siteId: string, id: string): boolean;
}

/** Imports go on behind their answers, a step after another, until they are finished or the server stops. */
function makeRuns(app: App, { engine }: Deps): Runs {
  const running = new Set<string>();
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  async function run(siteId: string, id: string): Promise<void> {
    for (;;) {
      if (isClosing) return;
      const step = await engine.write('advanceHistory', { siteId, id });
      if (!step.ok || step.value.status !== 'running') return;
    }
  }
  return {
    has: (siteId, id) => running.has(`${siteId} ${id}`),
    start(siteId, id) {
      const key = `${siteId} ${id}`;
      if (running.has(key)) return;
      running.add(key);
      run(siteId, id)
        .catch((error: unknown) => {
          // It stands where it was, and can be continued.
          if (!isClosing) app.log.error({ err: error }, 'an import of history broke off');
        })
        .finally(() => running.delete(key));
    },
  };
}

function publicPart({ userId: _userId, ...rest }: StoredImport) {
  return rest;
}

function toWire(siteId: string, one: StoredImport, runs: Runs): HistoryImport {
  return { ...publicPart(one), active: runs.has(siteId, one.id) };
}
