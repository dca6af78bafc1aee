import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController } from 'fastify';
import program from '../package.json' with { type: 'json' };
import { Beacon } from '../shared/wire/beacon.ts';
import type { Config } from './config.ts';
import type { Engine } from './engine/engine.ts';
import { guardRoutes } from './http/access.ts';
import { accountRoutes } from './http/accounts.ts';
import type { App } from './http/app.ts';
import { LONGEST_BODY_MS, limitBodyTime } from './http/bodyTime.ts';
import { campaignRoutes } from './http/campaigns.ts';
import { clerkRoutes } from './http/clerks.ts';
import { collectRoutes } from './http/collect.ts';
import { conversionRoutes } from './http/conversions.ts';
import type { Clock, Deps } from './http/deps.ts';
import { deviceRoutes } from './http/devices.ts';
import { makeDownloads } from './http/downloads.ts';
import { exportRoutes } from './http/exports.ts';
import { funnelRoutes } from './http/funnel.ts';
import { healthRoutes } from './http/health.ts';
import { historyRoutes } from './http/history.ts';
import { liveRoutes } from './http/live.ts';
import { makeLiveHub } from './http/liveHub.ts';
import { memberRoutes } from './http/members.ts';
import { makeMetrics } from './http/metrics.ts';
import { offerRoutes } from './http/offers.ts';
import { pairingRoutes } from './http/pairings.ts';
import { placementRoutes } from './http/placements.ts';
import { handleError, sendProblem } from './http/problems.ts';
import { redemptionStoryRoutes } from './http/redemptionStory.ts';
import { reportRoutes } from './http/reports.ts';
import { returnRoutes } from './http/returns.ts';
import { sharedLimits } from './http/sharedLimits.ts';
import { siteRoutes } from './http/sites.ts';
import { spendRoutes } from './http/spend.ts';
import { storeRoutes } from './http/stores.ts';
import { tillRoutes } from './http/till.ts';
import { tillAccessRoutes } from './http/tillAccess.ts';
import { makeUploads } from './http/upload.ts';
import { compileValidator } from './http/validation.ts';
import { webRoutes } from './http/web.ts';
import { sqlitePath } from './store/address.ts';

export interface AppOptions {
  engine: Engine;
  clock: Clock;
  config: Config;
  dist: string;
  /** The demo shop's site, where there is one. */
  demoSite?: () => string | null;
  /** Rows that upkeep dropped, by what they were. */
  dropped?: ReadonlyMap<string, number>;
}

/** The server without its socket: routes, who may use them, one error handler. The caller owns the engine. */
export async function buildApp({
  engine,
  clock,
  config,
  dist,
  demoSite,
  dropped = new Map(),
}: AppOptions): Promise<App> {
  const app = fastify({
    logger: { level: config.logLevel },
    // Fastify's own lines would hold addresses and whole URLs.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    requestTimeout: LONGEST_BODY_MS,
    frameworkErrors: handleError,
  }).withTypeProvider<TypeBoxTypeProvider>();
  const hub = makeLiveHub(engine);
  const bodyTime = limitBodyTime(app.server);
  const deps: Deps = {
    engine,
    clock,
    config,
    dist,
    hub,
    demoSite: demoSite ?? (() => null),
    publicUrl: () => config.publicUrl ?? listeningUrl(app, config),
    uploads: makeUploads(bodyTime),
    downloads: makeDownloads(),
    metrics: makeMetrics({ waiting: engine.waiting, streams: hub.count, dropped: () => dropped }),
  };
  app.setValidatorCompiler(compileValidator);
  // Answers are typed where they are made; their schemas are for the documentation.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'notFound' }));
  await app.register(cookie);
  await app.register(rateLimit, {
    max: config.limits.otherPerMinute,
    timeWindow: 60_000,
    // One server on a file of its own has nobody to count with.
    ...(sqlitePath(config.databaseUrl) === null ? { store: sharedLimits(engine) } : {}),
  });
  guardRoutes(app, deps);
  await describeRoutes(app);
  logRequests(app);
  app.register(async (scope) => {
    const routes = scope as unknown as App;
    collectRoutes(scope, deps);
    funnelRoutes(routes, deps);
    liveRoutes(routes, deps);
    reportRoutes(routes, deps);
    redemptionStoryRoutes(routes, deps);
    exportRoutes(routes, deps);
    conversionRoutes(routes, deps);
    historyRoutes(routes, deps);
    tillRoutes(routes, deps);
    returnRoutes(routes, deps);
    accountRoutes(routes, deps);
    siteRoutes(routes, deps);
    storeRoutes(routes, deps);
    spendRoutes(routes, deps);
    campaignRoutes(routes, deps);
    offerRoutes(routes, deps);
    deviceRoutes(routes, deps);
    clerkRoutes(routes, deps);
    memberRoutes(routes, deps);
    pairingRoutes(routes, deps);
    placementRoutes(routes, deps);
    tillAccessRoutes(routes, deps);
    healthRoutes(routes, deps);
    webRoutes(routes, deps);
  });
  app.addHook('preClose', async () => {
    hub.close();
    bodyTime.cutOff();
  });
  await app.ready();
  return app;
}

async function describeRoutes(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Backstamp',
        version: program.version,
        description: 'Counts every step from the paid click to the store’s till.',
      },
      components: { schemas: { Beacon: Beacon as never } },
    },
  });
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}

/** One line a request: its route, never its address, its query or its sender. */
function logRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: reply.elapsedTime,
    };
    if (reply.statusCode >= 500) request.log.warn(line, 'answered');
    else request.log.debug(line, 'answered');
    done();
  });
}

function listeningUrl(app: App, config: Config): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return `http://localhost:${port}`;
}
