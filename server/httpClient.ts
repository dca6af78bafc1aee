import { ProblemError } from '../shared/client.ts';
import type { Problem } from '../shared/wire/problem.ts';

/** A caller of the API that keeps its cookies, as a browser would: for the demo, for imports and for tests. */
export interface HttpClient {
  /** A text goes as it is, all else as JSON. Throws ProblemError for an error answer. */
  send<Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  cookies: Map<string, string>;
}

/** `url` is the server's own address, which also is the Origin that the client names. */
export function makeHttpClient(url: string): HttpClient {
  const cookies = new Map<string, string>();
  const send = async <Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: {
        origin: url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    if (response.status === 204) return undefined as Answer;
    const answer: unknown = await response.json();
    if (!response.ok) throw new ProblemError(answer as Problem);
    return answer as Answer;
  };
  return {
    send,
    get: (path) => send('GET', path),
    post: (path, body = {}, headers = {}) => send('POST', path, body, headers),
    cookies,
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const equals = pair.indexOf('=');
  cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
}
