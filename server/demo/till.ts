import type { Lookup, OrderLine, Redemption, TillState } from '../../shared/wire/till.ts';
import type { StoreKey } from './catalogue.ts';
import type { Answer, Post } from './post.ts';

/** What the owner hands over: where the till stands, its enrolling code, and a clerk's name and PIN. */
export interface TillAccess {
  store: StoreKey;
  /** The device's enrolling code; it works once. */
  code: string;
  clerk: string;
  pin: string;
}

interface Sale {
  code: string;
  amountMinor: number;
  order: string;
  lines?: OrderLine[];
}

/** A simulated till: enrols itself at its first use, and signs its clerk in again when the session ends. */
export interface SimulatedTill {
  store: StoreKey;
  lookUp(post: Post, code: string): Promise<Lookup | null>;
  redeem(post: Post, sale: Sale): Promise<Redemption | null>;
  undo(post: Post, id: string): Promise<void>;
  takeBack(post: Post, id: string, amountMinor: number): Promise<void>;
}

/** `origin` is the server's own address: it refuses cookies that come from elsewhere. */
export function makeTill(site: string, origin: string, access: TillAccess): SimulatedTill {
  const jar = new Map<string, string>();
  let clerkId: string | null = null;
  let signIns = 0;

  const send = async (post: Post, path: string, body: unknown, more: Record<string, string> = {}) => {
    const answer = await post(path, body, {
      origin,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      // A line of its own for each working day: a month in a minute is no attack on the PIN.
      'x-forwarded-for': `198.19.255.${(signIns % 250) + 1}`,
      ...more,
    });
    for (const line of answer.cookies) keepCookie(jar, line);
    return answer;
  };
  const enrol = async (post: Post) => {
    const answer = await send(post, '/v1/till/enrolment', { code: access.code });
    if (answer.status >= 400) throw new Error(`Simulated till: not enrolled (${answer.status}).`);
    const { clerks } = answer.body as TillState;
    clerkId = (clerks.find(({ name }) => name === access.clerk) ?? clerks[0])?.id ?? null;
  };
  const signIn = async (post: Post) => {
    if (clerkId === null) await enrol(post);
    signIns += 1;
    const answer = await send(post, '/v1/till/session', { clerkId, pin: access.pin });
    if (answer.status >= 400) throw new Error(`Simulated till: clerk not signed in (${answer.status}).`);
  };
  let opening: Promise<void> | null = null;
  const open = (post: Post) => {
    opening ??= signIn(post).finally(() => {
      opening = null;
    });
    return opening;
  };
  const ask = async (
    post: Post,
    path: string,
    body: unknown,
    more?: Record<string, string>,
  ): Promise<Answer> => {
    if (clerkId === null) await open(post);
    const answer = await send(post, `/v1/sites/${site}${path}`, body, more);
    if (answer.status !== 401) return answer;
    await open(post);
    return send(post, `/v1/sites/${site}${path}`, body, more);
  };

  return {
    store: access.store,
    async lookUp(post, code) {
      const answer = await ask(post, '/lookups', { code });
      return answer.status === 200 ? (answer.body as Lookup) : null;
    },
    async redeem(post, sale) {
      const answer = await ask(post, '/redemptions', sale, { 'idempotency-key': sale.order });
      return answer.status === 201 ? (answer.body as Redemption) : null;
    },
    async undo(post, id) {
      await ask(post, `/redemptions/${id}/void`, {}, { 'idempotency-key': `undo-${id}` });
    },
    async takeBack(post, id, amountMinor) {
      const input = { amountMinor, reason: 'Simulated return' };
      await ask(post, `/redemptions/${id}/returns`, input, { 'idempotency-key': `back-${id}` });
    },
  };
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
}
