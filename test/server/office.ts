import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../server/app.ts';
import { type Config, readConfig } from '../../server/config.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { openEngine } from '../../server/engine/open.ts';
import { hashSecret } from '../../server/http/secrets.ts';
import type { Invitation, Paired, Pairing } from '../../shared/wire/account.ts';
import type { Problem } from '../../shared/wire/problem.ts';
import type { Campaign, Offer, Site, Store } from '../../shared/wire/site.ts';
import type { Clerk, NewDevice } from '../../shared/wire/till.ts';
import { newDatabase } from '../setup/database.ts';

const HERE = 'http://localhost:8787';
export const NOON = Date.parse('2026-11-20T12:00:00Z');
export const PASSWORD = 'correct horse battery';
export const PIN = '2468';

/** What sends no name of a browser is taken for a bot. */
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** What a caller sends along: cookies as a browser keeps them, or a bearer token. */
export interface Caller {
  cookies: Record<string, string>;
  headers: Record<string, string>;
}

export type Answer<Body> = { status: number; body: Body; headers: Record<string, unknown> };

/** A server without a socket, on a database of its own, with a clock that stands. */
export interface Office {
  engine: Engine;
  clock: { at: number; now(): number };
  ask<Body>(
    caller: Caller,
    method: Method,
    url: string,
    body?: unknown,
    headers?: object,
  ): Promise<Answer<Body>>;
  /** Asks for what must be given; fails the test with the problem where it is not. */
  get<Body>(caller: Caller, url: string): Promise<Body>;
  /** Asks for a file, as it is. */
  text(
    caller: Caller,
    url: string,
  ): Promise<{ status: number; text: string; headers: Record<string, unknown> }>;
  post<Body>(caller: Caller, url: string, body?: unknown): Promise<Body>;
  /** Opens a socket, for what does not end by itself; answers its address. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface OfficeOptions {
  publicUrl?: string;
  limits?: Partial<Config['limits']>;
}

export async function openOffice({ publicUrl = HERE, limits = {} }: OfficeOptions = {}): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-office-'));
  mkdirSync(join(folder, 'dist/web/assets'), { recursive: true });
  const config = readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: publicUrl });
  Object.assign(config.limits, { signInPerMinute: 100_000, otherPerMinute: 100_000, ...limits });
  const database = await newDatabase();
  const engine = await openEngine(database.url, config.limits);
  const clock = { at: NOON, now: () => clock.at };
  const app = await buildApp({ engine, clock, config, dist: join(folder, 'dist') });

  async function ask<Body>(
    caller: Caller,
    method: Method,
    url: string,
    body?: unknown,
    headers: object = {},
  ) {
    const response = await app.inject({
      method,
      url,
      headers: given({ 'user-agent': BROWSER, origin: publicUrl, ...caller.headers, ...headers }),
      cookies: caller.cookies,
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const { name, value } of response.cookies) {
      if (value === '') delete caller.cookies[name];
      else caller.cookies[name] = value;
    }
    const isJson = String(response.headers['content-type']).includes('json');
    const answer = response.body === '' ? null : isJson ? response.json() : response.body;
    return { status: response.statusCode, body: answer as Body, headers: response.headers };
  }

  async function give<Body>(caller: Caller, method: Method, url: string, body?: unknown): Promise<Body> {
    const answer = await ask<Body>(caller, method, url, body);
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  return {
    engine,
    clock,
    ask,
    get: (caller, url) => give(caller, 'GET', url),
    async text(caller, url) {
      const headers = { 'user-agent': BROWSER, origin: publicUrl, ...caller.headers };
      const answer = await app.inject({ method: 'GET', url, headers, cookies: caller.cookies });
      return { status: answer.statusCode, text: answer.body, headers: answer.headers };
    },
    post: (caller, url, body = {}) => give(caller, 'POST', url, body),
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await app.close();
      await engine.close();
      await database.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A header that a caller sets to undefined is not sent. */
function given(headers: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
}

export function nobody(): Caller {
  return { cookies: {}, headers: {} };
}

/** What comes after `#` in a link. */
export function fragmentOf(link: string): string {
  return link.slice(link.indexOf('#') + 1);
}

/** The first owner, who may create sites. */
export async function makeFounder(office: Office, email = 'owner@shop.example'): Promise<Caller> {
  await office.engine.write('newSetupLink', {
    secretHash: hashSecret('the printed link'),
    now: office.clock.now(),
  });
  const caller = nobody();
  await office.post(caller, '/v1/setup', { secret: 'the printed link', email, password: PASSWORD });
  return caller;
}

export const SITE_INPUT = {
  name: 'Test shop',
  origins: ['https://shop.example'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
};

export function makeSite(office: Office, founder: Caller, input: object = {}): Promise<Site> {
  return office.post<Site>(founder, '/v1/sites', { ...SITE_INPUT, ...input });
}

export async function makeMember(
  office: Office,
  owner: Caller,
  site: string,
  email: string,
  role: 'owner' | 'marketer',
): Promise<Caller> {
  const { link } = await office.post<Invitation>(owner, `/v1/sites/${site}/members`, { email, role });
  const caller = nobody();
  await office.post(caller, '/v1/invitations/accept', { secret: fragmentOf(link), password: PASSWORD });
  return caller;
}

/** A paired extension, with the token it holds. */
export async function makeToken(
  office: Office,
  person: Caller,
  site: string,
  label = 'Chrome',
): Promise<Caller> {
  const { code } = await office.post<Pairing>(person, `/v1/sites/${site}/pairings`);
  const { token } = await office.post<Paired>(nobody(), '/v1/pairing', { code, label });
  return { cookies: {}, headers: { authorization: `Bearer ${token}` } };
}

export function makeStore(office: Office, owner: Caller, site: string, name = 'Bund'): Promise<Store> {
  const input = { name, city: 'Shanghai', phone: '021 1234', address: '1 Bund' };
  return office.post<Store>(owner, `/v1/sites/${site}/stores`, input);
}

export function makeClerk(office: Office, owner: Caller, site: string, storeId: string): Promise<Clerk> {
  return office.post<Clerk>(owner, `/v1/sites/${site}/clerks`, { name: 'Early shift', storeId, pin: PIN });
}

export function makeDevice(office: Office, owner: Caller, site: string, storeId: string): Promise<NewDevice> {
  return office.post<NewDevice>(owner, `/v1/sites/${site}/devices`, { name: 'Till 1', storeId });
}

/** A device that is enrolled, without a clerk. */
export async function makeTill(
  office: Office,
  owner: Caller,
  site: string,
  storeId: string,
): Promise<Caller> {
  const { code } = await makeDevice(office, owner, site, storeId);
  const till = nobody();
  await office.post(till, '/v1/till/enrolment', { code });
  return till;
}

export function makeCampaign(
  office: Office,
  owner: Caller,
  site: string,
  input: object = {},
): Promise<Campaign> {
  const campaign = { name: 'Autumn', rules: [{ source: 'weibo' }], ...input };
  return office.post<Campaign>(owner, `/v1/sites/${site}/campaigns`, campaign);
}

export function makeOffer(
  office: Office,
  owner: Caller,
  site: string,
  campaign: string,
  input: object = {},
): Promise<Offer> {
  const offer = { name: '10 % off', kind: 'percent', percent: 10, ...input };
  return office.post<Offer>(owner, `/v1/sites/${site}/campaigns/${campaign}/offers`, offer);
}

/** A refusal's status and code, and each field that it names. */
export function problemOf({ status, body }: Answer<unknown>): {
  status: number;
  code: string;
  fields: string[];
} {
  const problem = body as Problem;
  return { status, code: problem.code, fields: [...new Set(problem.errors?.map(({ field }) => field))] };
}
