import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applyChange, noCounts } from '../../shared/funnelChange.ts';
import { countsOfEach, matchesSource, ruleOf, type SourceRule } from '../../shared/sourceRule.ts';
import type { Counts, Funnel, PositionSources, SourceLabel } from '../../shared/wire/funnel.ts';
import type { CountChange, LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';
import type { Placement, PlacementInput } from '../../shared/wire/placement.ts';
import type { Site } from '../../shared/wire/site.ts';

export const WEIBO: SourceLabel = {
  id: 11,
  source: 'weibo',
  medium: 'social',
  campaign: 'autumn',
  term: null,
  content: null,
  referrerHost: null,
  channel: 'organicSocial',
};

/** A server that speaks the wire as shared/wire says it, with numbers that a test makes up. */
export interface FakeServer {
  address: string;
  /** Codes that still pair, once each. */
  codes: Set<string>;
  /** How many streams are open, and the `Last-Event-ID` of every one that was ever opened. */
  open(): number;
  resumed: (string | null)[];
  /** The first and last day of every stream that was ever opened. */
  days: [from: string, to: string][];
  /** The source of every stream that was ever opened; null: all. */
  sources: (string | null)[];
  placements: Placement[];
  /** Something happens on a page; '' is the whole site. */
  emit(page: string, changes: Partial<CountChange>[], feed?: LiveChange['feed']): void;
  /** What every range that ended before today came to. */
  setPast(counts: Partial<Counts>): void;
  revoke(): void;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

interface Stream {
  page: string;
  rule: SourceRule;
  response: ServerResponse;
}

const TOKEN = 'token-of-this-test';

export async function startFakeServer(site: Site): Promise<FakeServer> {
  const snapshots = new Map<string, LiveSnapshot>();
  const history: { page: string; id: number; change: LiveChange }[] = [];
  const streams = new Set<Stream>();
  const codes = new Set<string>();
  const resumed: (string | null)[] = [];
  const days: [string, string][] = [];
  const sources: (string | null)[] = [];
  let past: Partial<Counts> = {};
  const placements: Placement[] = [];
  let revoked = false;
  let eventId = 0;
  let port = 0;
  let server: Server;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://server');
    const signedIn = !revoked && request.headers.authorization === `Bearer ${TOKEN}`;
    const session = { email: null, sites: [{ site, role: 'marketer' }], mayCreateSites: false };
    if (url.pathname === '/v1/pairing') void pairing(request, response);
    else if (!signedIn) problem(response, 401, 'notSignedIn');
    else if (url.pathname === '/v1/session') json(response, session);
    else if (url.pathname === `/v1/sites/${site.id}/placements`) void places(request, response);
    else if (url.pathname === `/v1/sites/${site.id}/live`) live(request, response, url.searchParams);
    else if (url.pathname === `/v1/sites/${site.id}/funnel`)
      json(response, funnelOf(url.searchParams.get('page') ?? '', url.searchParams));
    else if (url.pathname.startsWith(`/v1/sites/${site.id}/positions/`))
      json(response, positionSources(Number(url.pathname.split('/')[5])));
    else problem(response, 404, 'notFound');
  }

  /** Ranges that ended before today have the past's counts. */
  function funnelOf(page: string, query: URLSearchParams): Funnel {
    const { funnel } = snapshotOf(page, query);
    const isPast = (query.get('to') ?? '') < today(site.timeZone);
    return isPast ? { ...funnel, counts: { ...noCounts(), ...past } } : funnel;
  }

  /** All who clicked came from Weibo. */
  function positionSources(id: number): PositionSources {
    const rows = [...snapshots.values()].flatMap(({ funnel }) => funnel.positions);
    const counts = rows.find((row) => row.id === id)?.counts;
    const day = today(site.timeZone);
    return { from: day, to: day, sources: counts ? [{ source: WEIBO, counts }] : [] };
  }

  async function pairing(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (!codes.delete((JSON.parse(body) as { code: string }).code)) return problem(response, 404, 'unknown');
    json(response, { token: TOKEN, sites: [site] });
  }

  async function places(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return json(response, { placements });
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const none = { page: null, medium: null, campaign: null, content: null, term: null, adapter: null };
    const made = { id: `p${placements.length + 1}`, ...none, ...(JSON.parse(body) as PlacementInput) };
    placements.push(made);
    json(response, made, 201);
  }

  function live(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
    const page = query.get('page') ?? '';
    const last = request.headers['last-event-id'];
    days.push([query.get('from') ?? '', query.get('to') ?? '']);
    sources.push(query.get('source'));
    resumed.push(typeof last === 'string' ? last : null);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (typeof last === 'string') {
      response.write(': resumed\n\n');
      for (const { id, change } of history.filter((each) => each.page === page && each.id > Number(last))) {
        response.write(message(id, 'change', change));
      }
    } else {
      response.write(message(eventId, 'snapshot', snapshotOf(page, query)));
    }
    const stream = { page, rule: ruleIn(query), response };
    streams.add(stream);
    response.on('close', () => streams.delete(stream));
  }

  function snapshotOf(page: string, query: URLSearchParams): LiveSnapshot {
    const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
    return narrowed(snapshots.get(page) ?? emptySnapshot(site, page, from, to), ruleIn(query));
  }

  async function listen(): Promise<void> {
    server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }

  async function stop(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  await listen();
  return {
    address: `http://localhost:${port}`,
    codes,
    resumed,
    days,
    sources,
    placements,
    open: () => streams.size,
    emit(page, changes, feed = []) {
      eventId += 1;
      const day = today(site.timeZone);
      const change: LiveChange = {
        at: Date.now(),
        changes: changes.map((each) => ({ scope: 'page', source: WEIBO, day, add: {}, ...each })),
        feed,
      };
      history.push({ page, id: eventId, change });
      const known = snapshots.get(page) ?? emptySnapshot(site, page, '2000-01-01', day);
      snapshots.set(page, applyChange(known, change));
      for (const stream of streams) {
        if (stream.page !== page) continue;
        const its = change.changes.filter(({ source }) => matchesSource(stream.rule, source));
        stream.response.write(message(eventId, 'change', { ...change, changes: its }));
      }
    },
    setPast(counts) {
      past = counts;
    },
    revoke() {
      revoked = true;
      for (const { response } of streams) response.destroy();
    },
    stop,
    restart: listen,
  };
}

function ruleIn(query: URLSearchParams): SourceRule {
  return ruleOf({
    source: query.get('utmSource'),
    medium: query.get('utmMedium'),
    campaign: query.get('utmCampaign'),
    content: query.get('utmContent'),
    term: query.get('utmTerm'),
  });
}

function narrowed(snapshot: LiveSnapshot, rule: SourceRule): LiveSnapshot {
  if (Object.keys(rule).length === 0) return snapshot;
  const sources = snapshot.funnel.sources.filter(({ source }) => matchesSource(rule, source));
  const [counts] = countsOfEach(sources, [rule]);
  return { ...snapshot, funnel: { ...snapshot.funnel, sources, counts: counts ?? noCounts() } };
}

function emptySnapshot(site: Site, page: string, from: string, to: string): LiveSnapshot {
  const { id, currency, timeZone } = site;
  const counts: Counts = noCounts();
  return {
    funnel: {
      site: id,
      page,
      from,
      to,
      currency,
      timeZone,
      at: Date.now(),
      immatureFrom: null,
      counts,
      sources: [],
      days: [],
      positions: [],
    },
    feed: [],
  };
}

function today(timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format();
}

function message(id: number, type: string, data: unknown): string {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, code: string): void {
  json(response, { type: 'about:blank', title: code, status, code }, status);
}
