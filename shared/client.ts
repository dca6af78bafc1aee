import type { Problem } from './wire/problem.ts';

/** An error answer of the server. `problem.code` is stable; `detail` says what to do. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The server could not be reached, or what answered was not it. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  body?: unknown;
  /** A file as it is, in place of a JSON body. */
  file?: Blob;
  /** A bearer token; without it the session's cookie goes along. */
  token?: string;
  /** Makes a repeated POST safe: the second gets the first's answer. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/**
 * One JSON request to a Backstamp server. Throws ProblemError for its error answers and UnreachableError
 * where there is no answer, or none of its own (a proxy's page).
 */
export async function request<Answer>(url: string, options: RequestOptions = {}): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.file) headers['content-type'] = 'application/octet-stream';
  if (options.token) headers.authorization = `Bearer ${options.token}`;
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  const response = await fetch(url, {
    method: options.method ?? 'GET',
    headers,
    credentials: options.token ? 'omit' : 'same-origin',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.file ? { body: options.file } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((cause: unknown) => {
    if (options.signal?.aborted) throw cause;
    throw new UnreachableError('The server could not be reached.', { cause });
  });
  if (response.status === 204) return undefined as Answer;
  const answer: unknown = await response.json().catch(() => {
    throw new UnreachableError(`The answer (${response.status}) is not from a Backstamp server.`);
  });
  if (response.ok) return answer as Answer;
  if (isProblem(answer)) throw new ProblemError(answer);
  throw new UnreachableError(`The answer (${response.status}) is not from a Backstamp server.`);
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer;
}
