import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

/** Every setting, from the environment; each has a default that suits one machine. */
export const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8787 }),
  /** Where browsers reach this server; the scheme decides whether cookies are marked Secure. */
  PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  DATABASE_URL: Type.String({ pattern: '^sqlite:.+$', default: 'sqlite:data/backstamp.db' }),
  /** Addresses or networks of proxies whose X-Forwarded-For is believed, comma-separated. */
  TRUSTED_PROXIES: Type.String({ default: '' }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { default: 'info' }),
  /** The tag's file name, for those whose blockers know the usual one. */
  TAG_PATH: Type.String({ pattern: '^/[A-Za-z0-9._/-]+\\.js$', default: '/tag.js' }),
  COLLECT_PER_MINUTE: Type.Integer({ minimum: 1, default: 1_200 }),
  MINT_PER_NETWORK_AND_DAY: Type.Integer({ minimum: 1, default: 100 }),
});

type Environment = Static<typeof Environment>;

export interface Config {
  host: string;
  port: number;
  /** Without a slash at its end; null: what the server listens on. */
  publicUrl: string | null;
  databasePath: string;
  trustedProxies: string[];
  logLevel: Environment['LOG_LEVEL'];
  tagPath: string;
  limits: RateLimits & { mintCap: number };
}

/** Requests a minute, of one address. */
export interface RateLimits {
  collectPerMinute: number;
  signInPerMinute: number;
  lookUpPerMinute: number;
  otherPerMinute: number;
}

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
    const name = error?.instancePath.slice(1) ?? '';
    throw new ConfigError(`${name}=${given[name]} is not usable: it ${error?.message}.`);
  }
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL ?? null,
    databasePath: value.DATABASE_URL.slice('sqlite:'.length),
    trustedProxies: value.TRUSTED_PROXIES.split(',')
      .map((part) => part.trim())
      .filter(Boolean),
    logLevel: value.LOG_LEVEL,
    tagPath: value.TAG_PATH,
    limits: {
      collectPerMinute: value.COLLECT_PER_MINUTE,
      signInPerMinute: 10,
      lookUpPerMinute: 60,
      otherPerMinute: 600,
      mintCap: value.MINT_PER_NETWORK_AND_DAY,
    },
  };
}
