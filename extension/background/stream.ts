import { createParser } from 'eventsource-parser';

export interface StreamEvent {
  id: string | null;
  type: string;
  data: string;
}

/** Why a stream came to its end. `signedOut` and `noAccess` do not heal by trying again. */
export type StreamEnd = 'ended' | 'unreachable' | 'signedOut' | 'noAccess';

export interface StreamRequest {
  url: string;
  token: string;
  lastEventId: string | null;
  signal: AbortSignal;
  /** The server says something every 15 s, if only a comment; a stream silent for longer is dead. */
  silenceMs: number;
  onContact: () => void;
  onEvent: (event: StreamEvent) => void;
}

/** Reads one Server-Sent Events stream to its end. EventSource cannot carry a token in a header; fetch can. */
export async function readStream(request: StreamRequest): Promise<StreamEnd> {
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  let silence = setTimeout(() => stop.abort(), request.silenceMs);
  const contact = () => {
    clearTimeout(silence);
    silence = setTimeout(() => stop.abort(), request.silenceMs);
    request.onContact();
  };
  try {
    const response = await fetch(request.url, {
      headers: headers(request),
      signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    if (response.status === 401) return 'signedOut';
    if (response.status === 403 || response.status === 404) return 'noAccess';
    const stream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!response.ok || !response.body || !stream) return 'unreachable';
    await parse(response.body, contact, request.onEvent);
    return 'ended';
  } catch {
    return 'unreachable';
  } finally {
    clearTimeout(silence);
    stop.abort();
  }
}

function headers({ token, lastEventId }: StreamRequest): Record<string, string> {
  return {
    accept: 'text/event-stream',
    authorization: `Bearer ${token}`,
    ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
  };
}

async function parse(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  contact: () => void,
  onEvent: (event: StreamEvent) => void,
): Promise<void> {
  const parser = createParser({
    onEvent: ({ id, event, data }) => onEvent({ id: id ?? null, type: event ?? 'message', data }),
  });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    contact();
    parser.feed(value);
  }
}
