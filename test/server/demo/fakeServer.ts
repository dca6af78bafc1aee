import type { Post } from '../../../server/demo/post.ts';
import { couponCode } from '../../../shared/couponCode.ts';
import type { Beacon } from '../../../shared/wire/beacon.ts';

interface Call {
  path: string;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}

/** Answers as the server does, and remembers what it was asked. */
export interface FakeServer {
  post: Post;
  calls: Call[];
  /** Ends every clerk's session, as a night does. */
  expire: () => void;
}

export function makeFakeServer(): FakeServer {
  const calls: Call[] = [];
  let minted = 0;
  let signedIn = 0;
  let expired = 0;
  const post: Post = async (path, body, headers) => {
    calls.push({ path, body: body as Call['body'], headers });
    const answer = (status: number, value: unknown, cookies: string[] = []) => ({
      status,
      body: value,
      cookies,
    });
    if (path === '/v1/collect') {
      const { events } = body as Beacon;
      if (!events.some(({ type }) => type === 'ask')) return answer(202, { accepted: events.length });
      minted += 1;
      const code = couponCode(Uint8Array.from([0, 0, 0, 0, 0, minted >> 10, minted >> 5, minted]));
      return answer(202, {
        accepted: events.length,
        coupon: { code, offer: '', expiresAt: null, store: null },
      });
    }
    if (path === '/v1/till/enrolment') {
      const clerks = [{ id: 'c9', name: 'Simulated clerk', locked: false }];
      return answer(200, { clerks }, ['backstamp_device=d1; Path=/; HttpOnly']);
    }
    if (path === '/v1/till/session') {
      signedIn += 1;
      return answer(200, {}, [`backstamp_clerk=k${signedIn}; Path=/; HttpOnly`]);
    }
    const clerk = Number(/backstamp_clerk=k(\d+)/.exec(headers.cookie ?? '')?.[1] ?? 0);
    if (clerk <= expired) return answer(401, { code: 'notSignedIn', title: '', status: 401, type: '' });
    if (path.endsWith('/lookups')) return answer(200, { ok: true });
    if (path.endsWith('/void')) return answer(200, {});
    return answer(201, { id: `r-${(body as { order: string }).order}` });
  };
  return {
    post,
    calls,
    expire: () => {
      expired = signedIn;
    },
  };
}
