import { isIP } from 'node:net';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

/** Every setting, from the environment; each has a default that suits one machine. */
export const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8787 }),
  /** Where browsers reach this server; the scheme decides whether cookies are marked Secure. */
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  DATABASE_URL: Type.String({
    pattern: '^(sqlite:.+|postgres(ql)?://.+)$',
    default: 'sqlite:data/backstamp.db',
  }),
  /** Addresses or networks of proxies whose X-Forwarded-For is believed, comma-separated. */
  TRUSTED_PROXIES: Type.String({ default: '' }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { default: 'info' }),
  /** The tag's file name, for those whose blockers know the usual one. */
  TAG_PATH: Type.String({ pattern: '^/[A-Za-z0-9._/-]+\\.js$', default: '/tag.js' }),
  COLLECT_PER_MINUTE: Type.Integer({ minimum: 1, default: 1_200 }),
  MINT_PER_NETWORK_AND_DAY: Type.Integer({ minimum: 1, default: 100 }),
  /** How long raw events are kept. */
  RETENTION_MONTHS: Type.Integer({ minimum: 1, maximum: 1_200, default: 13 }),
  /** Whoever asks for /metrics with it gets them; without it only this machine does. */
  METRICS_TOKEN: Type.Optional(Type.String({ minLength: 16 })),
});

/** What each setting must be, in the words of whoever has to mend it. */
export const MUST_BE: Record<keyof Environment, string> = {
  HOST: 'an address of this machine, or 0.0.0.0 for all of them',
  PORT: 'a port: a whole number from 0 to 65535',
  PUBLIC_URL: 'an address such as https://backstamp.shop.example, without a path',
  DATABASE_URL:
    'sqlite: and a file, such as sqlite:data/backstamp.db, or the address of a PostgreSQL database, such as postgres://user:password@host/backstamp',
  TRUSTED_PROXIES: 'addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug and silent',
  TAG_PATH: 'a path that ends with .js, such as /tag.js',
  COLLECT_PER_MINUTE: 'a whole number from 1 up',
  MINT_PER_NETWORK_AND_DAY: 'a whole number from 1 up',
  RETENTION_MONTHS: 'a whole number of months from 1 to 1200',
  METRICS_TOKEN: 'at least 16 characters',
};

type Environment = Static<typeof Environment>;

/** Settings that hold a secret, or may. */
const SECRETS: ReadonlySet<keyof Environment> = new Set(['METRICS_TOKEN', 'DATABASE_URL']);

export interface Config {
  host: string;
  port: number;
  /** Without a slash at its end; null: what the server listens on. */
  publicUrl: string | null;
  /** `sqlite:` and a file, or `postgres://…`. */
  databaseUrl: string;
  trustedProxies: string[];
  logLevel: Environment['LOG_LEVEL'];
  tagPath: string;
  metricsToken: string | null;
  retentionMonths: number;
  limits: RateLimits & { mintCap: number };
}

/** Requests a minute, of one address. */
export interface RateLimits {
  collectPerMinute: number;
  signInPerMinute: number;
  lookUpPerMinute: number;
  otherPerMinute: number;
}

const PLENTY = 1_000_000;

/** For simulated crowds that all come from one machine: demo, replay and tests. No setting leads here. */
export const PLENTIFUL_LIMITS: Config['limits'] = {
  collectPerMinute: PLENTY,
  signInPerMinute: PLENTY,
  lookUpPerMinute: PLENTY,
  otherPerMinute: PLENTY,
  mintCap: PLENTY,
};

/** A setting that is not what it must be. The message says which one and what it must be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings; throws ConfigError with one clear sentence for the first that is wrong. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(Environment.properties).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const value = Value.Convert(Environment, Value.Default(Environment, given));
  if (!Value.Check(Environment, value)) {
    const [error] = Value.Errors(Environment, value);
    throw wrong((error?.instancePath.slice(1) ?? 'PORT') as keyof Environment, given);
  }
  const trustedProxies = value.TRUSTED_PROXIES.split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (!trustedProxies.every(isNetwork)) throw wrong('TRUSTED_PROXIES', given);
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL ?? null,
    databaseUrl: value.DATABASE_URL,
    trustedProxies,
    logLevel: value.LOG_LEVEL,
    tagPath: value.TAG_PATH,
    metricsToken: value.METRICS_TOKEN ?? null,
    retentionMonths: value.RETENTION_MONTHS,
    limits: {
      collectPerMinute: value.COLLECT_PER_MINUTE,
      signInPerMinute: 10,
      lookUpPerMinute: 60,
      otherPerMinute: 600,
      mintCap: value.MINT_PER_NETWORK_AND_DAY,
    },
  };
}

function wrong(name: keyof Environment, given: Record<string, string | undefined>): ConfigError {
  // A secret does not belong on a screen, not even a wrong one.
  const shown = SECRETS.has(name) ? name : `${name}=${given[name]}`;
  return new ConfigError(`${shown} is not usable: it must be ${MUST_BE[name]}.`);
}

/** An address, or a network as address and length of its prefix. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  return isIP(address) !== 0 && isPrefix && rest.length === 0;
}
