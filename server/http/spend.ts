import { Type } from 'typebox';
import { Value } from 'typebox/value';
import {
  SPEND_MAX_BYTES,
  Spend,
  SpendCheck,
  SpendImported,
  SpendImportList,
  SpendQuery,
  SpendReading,
} from '../../shared/wire/spend.ts';
import { fieldErrors } from '../domain/fieldErrors.ts';
import { repeatableOf } from './access.ts';
import { answerOnce } from './answerOnce.ts';
import type { App } from './app.ts';
import { sendNothing, userOf } from './callers.ts';
import { ItemParams, SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { Refuse, sendOutcome } from './problems.ts';
import { checkSpend, importSpend, sweep } from './spendImporter.ts';
import { takeFiles } from './upload.ts';

const tags = ['spend'];
const FileQuery = Type.Object({
  name: Type.String({ maxLength: 200, default: '', description: 'The file’s name, for the list' }),
  reading: Type.Optional(
    Type.String({
      maxLength: 8_192,
      description: 'A SpendReading as JSON, or a part of one; absent: guessed',
    }),
  ),
});

/** What traffic cost: the figures, the imports, and files that are checked or imported. */
export function spendRoutes(app: App, deps: Deps): void {
  listRoutes(app, deps);
  app.register(async (scope) => {
    takeFiles(scope);
    fileRoutes(scope as unknown as App, deps);
  });
}

function listRoutes(app: App, { engine, clock }: Deps): void {
  app.get(
    '/v1/sites/:site/spend',
    {
      config: { access: 'site:reader' },
      schema: {
        tags,
        summary: 'What a range cost, by platform and kind, by the day it was spent',
        params: SiteParams,
        querystring: SpendQuery,
        response: { 200: Spend },
      },
    },
    async ({ params, query }, reply) =>
      sendOutcome(reply, await engine.read('readSpend', { siteId: params.site, query, now: clock.now() })),
  );

  app.get(
    '/v1/sites/:site/spend/imports',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'The files that were imported, newest first',
        params: SiteParams,
        querystring: Type.Object({
          offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
          limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
        }),
        response: { 200: SpendImportList },
      },
    },
    async ({ params, query }, reply) =>
      sendOutcome(reply, await engine.read('readSpendImports', { siteId: params.site, ...query })),
  );

  app.delete(
    '/v1/sites/:site/spend/imports/:id',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'Takes an import back: its days have no spend until they are imported again',
        params: ItemParams,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { site: siteId, id } }, reply) => {
      const outcome = await engine.write('removeSpendImport', { siteId, id });
      if (outcome.ok) await sweep(engine, siteId);
      return sendNothing(reply, outcome);
    },
  );
}

function fileRoutes(app: App, { engine, clock, uploads }: Deps): void {
  const alone = oneAtATime();
  app.post(
    '/v1/sites/:site/spend/checks',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'A dry run: how a file, which is the body, would be imported; changes nothing',
        params: SiteParams,
        querystring: FileQuery,
        response: { 200: SpendCheck },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const chosen = readChosen(request.query.reading);
      const outcome = await alone(siteId, () =>
        uploads.take(request, SPEND_MAX_BYTES, (upload) => checkSpend({ engine, siteId, upload, chosen })),
      );
      return sendOutcome(reply, outcome);
    },
  );

  app.post(
    '/v1/sites/:site/spend/imports',
    {
      config: { access: 'site:marketer' },
      schema: {
        tags,
        summary: 'Imports a file, which is the body: all of it, or nothing where one line is wrong',
        params: SiteParams,
        querystring: FileQuery,
        response: { 200: SpendImported },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const { name: fileName, reading } = request.query;
      const chosen = readChosen(reading);
      const { userId } = userOf(request);
      const now = () => clock.now();
      const outcome = await alone(siteId, () =>
        uploads.take(request, SPEND_MAX_BYTES, (upload) =>
          answerOnce(engine, repeatableOf(request, siteId, { clock }, upload.hash), () =>
            importSpend({ engine, siteId, upload, chosen, fileName, userId, now }),
          ),
        ),
      );
      return sendOutcome(reply, outcome);
    },
  );
}

const Chosen = Type.Partial(SpendReading);

function readChosen(text: string | undefined): Partial<SpendReading> {
  if (text === undefined) return {};
  const value = parseJson(text);
  if (Value.Check(Chosen, value)) return value;
  throw new Refuse({
    code: 'invalidInput',
    detail: 'Some of `reading` is wrong: `errors` names it.',
    errors: fieldErrors(Value.Errors(Chosen, value), '/reading'),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refuse({ code: 'invalidInput', detail: '`reading` is not JSON.' });
  }
}

/** A large file keeps a core busy: of each site one is read at a time, and the next is asked to come again. */
function oneAtATime(): <Value>(siteId: string, run: () => Promise<Value>) => Promise<Value> {
  const busy = new Set<string>();
  return async (siteId, run) => {
    if (busy.has(siteId)) {
      throw new Refuse({ code: 'busy', detail: 'Another file of this site is being read: wait for it.' });
    }
    busy.add(siteId);
    try {
      return await run();
    } finally {
      busy.delete(siteId);
    }
  };
}
