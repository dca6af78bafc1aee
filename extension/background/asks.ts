import { request } from '../../shared/client.ts';
import type { Funnel, PositionSources, SourceCounts } from '../../shared/wire/funnel.ts';
import { rangeBefore } from '../live/range.ts';
import type { Before } from '../messages.ts';
import { subjectQuery } from '../placements/sourceNames.ts';
import { isGranted } from './permissions.ts';
import type { Subject } from './watch.ts';

const TIMEOUT_MS = 10_000;

/** What a subject came to in as many days before its own; null where it cannot be told now. */
export async function askBefore(subject: Subject): Promise<Before | null> {
  const days = rangeBefore(subject.from, subject.to);
  const query = subjectQuery({ ...subject, ...days });
  const funnel = await ask<Funnel>(subject, `funnel?${query}`);
  return funnel && { ...days, counts: funnel.counts };
}

/** Where those who clicked a position in a subject's days came from; null where it cannot be told now. */
export async function askPositionSources(subject: Subject, position: number): Promise<SourceCounts[] | null> {
  const query = new URLSearchParams({ from: subject.from, to: subject.to });
  const answer = await ask<PositionSources>(subject, `positions/${position}/sources?${query}`);
  return answer?.sources ?? null;
}

async function ask<Answer>({ address, token, site }: Subject, path: string): Promise<Answer | null> {
  if (!(await isGranted(address))) return null;
  const url = `${address}/v1/sites/${encodeURIComponent(site)}/${path}`;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // A server that is away or older than this question: there is nothing to show, and nothing to say of it.
  return request<Answer>(url, { token, signal }).catch(() => null);
}
