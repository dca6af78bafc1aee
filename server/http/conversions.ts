import { Type } from 'typebox';
import {
  AD_PLATFORMS,
  type AdPlatform,
  CONVERSION_FILES,
  ConversionBatches,
  ConversionQuery,
  ConversionTerms,
  LEFT_OUT,
  MadeConversions,
  PendingConversions,
} from '../../shared/wire/conversions.ts';
import type { ConversionPage } from '../actions/conversionPage.ts';
import type { Repeatable } from '../actions/once.ts';
import { CONVERSION_DAYS } from '../domain/conversion.ts';
import { done, type Outcome } from '../domain/outcome.ts';
import { repeatableOf } from './access.ts';
import type { App } from './app.ts';
import type { Deps } from './deps.ts';
import { sendOutcome } from './problems.ts';

const tags = ['data'];
const Platform = Type.Enum([...AD_PLATFORMS]);
const Params = Type.Object({ site: Type.String(), platform: Platform });
const FileParams = Type.Object({
  site: Type.String(),
  platform: Platform,
  id: Type.String(),
  file: Type.Enum([...CONVERSION_FILES]),
});
const Page = Type.Object({
  offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
});

/** What the stores took, told back to the platforms whose clicks led to it. */
export function conversionRoutes(app: App, deps: Deps): void {
  pendingRoutes(app, deps);
  batchRoutes(app, deps);
}

function pendingRoutes(app: App, deps: Deps): void {
  app.get(
    '/v1/sites/:site/conversions/:platform',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'What the next file of conversions would tell the platform, and what it leaves out and why',
        params: Params,
        querystring: ConversionQuery,
        response: { 200: PendingConversions },
      },
    },
    async ({ params: { site, platform }, query }, reply) =>
      sendOutcome(reply, await readPending(deps, site, platform, query)),
  );

  app.post(
    '/v1/sites/:site/conversions/:platform',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'Makes the next file of conversions; asked again, it tells only what is new since',
        params: Params,
        body: ConversionTerms,
        response: { 201: MadeConversions },
      },
    },
    async (request, reply) => {
      const { site, platform } = request.params;
      const repeatable = repeatableOf(request, site, deps);
      const known = repeatable && (await deps.engine.read('recallAnswer', repeatable));
      const made = known ?? (await makeBatch(deps, site, platform, request.body, repeatable));
      return sendOutcome(reply, made as Outcome<MadeConversions>, 201);
    },
  );
}

function batchRoutes(app: App, { engine, downloads }: Deps): void {
  app.get(
    '/v1/sites/:site/conversions/:platform/batches',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'The files of conversions that were made, newest first',
        params: Params,
        querystring: Page,
        response: { 200: ConversionBatches },
      },
    },
    async ({ params: { site: siteId, platform }, query }, reply) =>
      sendOutcome(reply, await engine.read('listConversionBatches', { siteId, platform, ...query })),
  );

  app.get(
    '/v1/sites/:site/conversions/:platform/batches/:id/:file',
    {
      config: { access: 'site:owner' },
      schema: {
        tags,
        summary: 'A file of conversions as the platform takes it, as often as it is asked for',
        params: FileParams,
        response: { 200: Type.String() },
      },
    },
    async ({ params: { site: siteId, platform, id, file } }, reply) =>
      downloads.send<string>(
        reply,
        (after) => engine.read('readConversionFile', { siteId, platform, id, file, after }),
        { type: 'text/csv; charset=utf-8', name: `${platform}-${file}-${id}.csv` },
      ),
  );
}

const NO_NAME: ConversionTerms = { name: '', value: 'credit', model: 'lastNonDirect' };

async function readPending(
  { engine, clock }: Deps,
  siteId: string,
  platform: AdPlatform,
  { limit, ...asked }: ConversionQuery,
): Promise<Outcome<PendingConversions>> {
  const kept = await engine.read('readConversionTerms', { siteId, platform });
  if (!kept.ok) return kept;
  const terms = { ...NO_NAME, ...kept.value.terms, ...asked };
  const now = clock.now();
  const all = await addPages((after) =>
    engine.read('readConversions', { siteId, platform, terms, after, now }),
  );
  if (!all.ok) return all;
  const { counts, valueMinor, leftOut, list } = all.value;
  return done({
    ...kept.value,
    days: CONVERSION_DAYS,
    counts,
    valueMinor,
    leftOut: Object.fromEntries(
      LEFT_OUT.map((why) => [why, leftOut[why] ?? 0]),
    ) as PendingConversions['leftOut'],
    list: list.slice(0, limit),
  });
}

async function makeBatch(
  { engine, clock }: Deps,
  siteId: string,
  platform: AdPlatform,
  terms: ConversionTerms,
  repeatable: Repeatable | null,
): Promise<Outcome<MadeConversions>> {
  const now = clock.now();
  const opened = await engine.write('openConversionBatch', { siteId, platform, terms, now });
  if (!opened.ok) return opened;
  const batch = opened.value;
  const told = await addPages((after) =>
    engine.write('tellConversions', {
      siteId,
      platform,
      batchId: batch.id,
      terms: batch.terms,
      after,
      now,
    }),
  );
  if (!told.ok) return told;
  const { leftOut } = told.value;
  return engine.write('closeConversionBatch', { siteId, platform, batch, leftOut, now }, repeatable);
}

/** The most of a list that is kept while pages are added up. */
const MOST_LISTED = 1_000;

/** Adds pages up, each read only after the one before: whoever else asks comes in between. */
async function addPages(
  read: (after: ConversionPage['next']) => Promise<Outcome<ConversionPage>>,
): Promise<Outcome<ConversionPage>> {
  const first = await read(null);
  if (!first.ok) return first;
  const sum = first.value;
  while (sum.next) {
    const page = await read(sum.next);
    if (!page.ok) return page;
    const { counts, leftOut, list, valueMinor, next } = page.value;
    for (const type of ['conversion', 'restatement', 'retraction'] as const) sum.counts[type] += counts[type];
    for (const why of LEFT_OUT) sum.leftOut[why] = (sum.leftOut[why] ?? 0) + (leftOut[why] ?? 0);
    if (sum.list.length < MOST_LISTED) sum.list.push(...list);
    sum.valueMinor += valueMinor;
    sum.next = next;
  }
  return done(sum);
}
