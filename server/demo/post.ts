/** What came back from a POST. */
export interface Answer {
  status: number;
  body: unknown;
  /** `Set-Cookie` lines. */
  cookies: string[];
}

/** Sends JSON to the server; simulated shoppers and tills know no other way in. */
export type Post = (path: string, body: unknown, headers: Record<string, string>) => Promise<Answer>;

/** Over the network, to `address` (scheme, host, port). */
export function fetchPost(address: string, signal?: AbortSignal): Post {
  return async (path, body, headers) => {
    const response = await fetch(address + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    });
    return {
      status: response.status,
      body: await response.json().catch(() => null),
      cookies: response.headers.getSetCookie(),
    };
  };
}

/** The part of a Fastify app that takes a request without a socket. */
export interface Injectable {
  inject(request: {
    method: 'POST';
    url: string;
    headers: Record<string, string>;
    payload: string;
  }): Promise<{
    statusCode: number;
    body: string;
    headers: Record<string, number | string | string[] | undefined>;
  }>;
}

/** The same routes without a socket, for filling in the past. */
export function injectPost(app: Injectable): Post {
  return async (url, body, headers) => {
    const answer = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    });
    const cookies = answer.headers['set-cookie'] ?? [];
    return {
      status: answer.statusCode,
      body: answer.body ? JSON.parse(answer.body) : null,
      cookies: Array.isArray(cookies) ? cookies : [String(cookies)],
    };
  };
}
