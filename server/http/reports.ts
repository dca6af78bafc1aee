import { Type } from 'typebox';
import { ParticipationQuery, ParticipationReport } from '../../shared/wire/participation.ts';
import { PathsQuery, PathsReport } from '../../shared/wire/paths.ts';
import { PlatformQuery, PlatformReport } from '../../shared/wire/platforms.ts';
import {
  AttributionQuery,
  AttributionReport,
  RedemptionsQuery,
  ReportedRedemptions,
} from '../../shared/wire/report.ts';
import { reportCsv } from '../domain/reportCsv.ts';
import type { App } from './app.ts';
import { SiteParams } from './changes.ts';
import type { Deps } from './deps.ts';
import { sendOutcome, sendProblem } from './problems.ts';

/** The reports: what redemptions are credited to, and the redemptions behind each figure. */
export function reportRoutes(app: App, { engine, clock }: Deps): void {
  app.get(
    '/v1/sites/:site/reports/attribution',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'What redemptions are credited to under a model or two, beside arrivals, steps and cost',
        params: SiteParams,
        querystring: AttributionQuery,
        response: { 200: AttributionReport },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readAttribution', input));
    },
  );

  app.get(
    '/v1/sites/:site/reports/attribution.csv',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'The same report as a CSV file for people: every column, the rest and the total',
        params: SiteParams,
        querystring: AttributionQuery,
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      const outcome = await engine.read('readAttribution', input);
      if (!outcome.ok) return sendProblem(reply, outcome.failure);
      const { by, from, to } = outcome.value;
      return reply
        .type('text/csv; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="attribution-${by}-${from}-${to}.csv"`)
        .send(reportCsv(outcome.value));
    },
  );

  app.get(
    '/v1/sites/:site/reports/participation',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'What became of those who met each page, or clicked each position: never added up',
        params: SiteParams,
        querystring: ParticipationQuery,
        response: { 200: ParticipationReport },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readParticipation', input));
    },
  );

  app.get(
    '/v1/sites/:site/reports/redemptions',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'The redemptions behind a row of the report, each with its path',
        params: SiteParams,
        querystring: RedemptionsQuery,
        response: { 200: ReportedRedemptions },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readRowRedemptions', input));
    },
  );

  app.get(
    '/v1/sites/:site/reports/paths',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary:
          'The paths that most was redeemed along, those that led to no sale beside them, and all as a flow',
        params: SiteParams,
        querystring: PathsQuery,
        response: { 200: PathsReport },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readTopPaths', input));
    },
  );

  app.get(
    '/v1/sites/:site/reports/platforms',
    {
      config: { access: 'site:reader' },
      schema: {
        tags: ['numbers'],
        summary: 'What each platform delivered, what came of it, what it cost, and a verdict with its rule',
        params: SiteParams,
        querystring: PlatformQuery,
        response: { 200: PlatformReport },
      },
    },
    async (request, reply) => {
      const { site: siteId } = request.params;
      const input = { siteId, query: request.query, now: clock.now() };
      return sendOutcome(reply, await engine.read('readPlatforms', input));
    },
  );
}
