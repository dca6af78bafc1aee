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
