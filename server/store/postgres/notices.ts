import { sql } from 'kysely';
import type { Db } from '../db.ts';

export const CHANNEL = 'backstamp_changes';

/** PostgreSQL takes payloads of less than 8,000 bytes; the head needs some of them. */
const PIECE = 7_800;

/** What one transaction tells of one site. */
export interface Notice {
  siteId: string;
  n: number;
  value: unknown;
}

/** Tells every server, when the transaction commits and not before; what is long goes in pieces. */
export async function notify(db: Db, { siteId, n, value }: Notice): Promise<void> {
  const text = toAscii(JSON.stringify(value));
  const count = Math.ceil(text.length / PIECE);
  for (let piece = 0; piece < count; piece += 1) {
    const payload = `${siteId} ${n} ${piece} ${count} ${text.slice(piece * PIECE, (piece + 1) * PIECE)}`;
    await sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db);
  }
}

/** Puts pieces together. They come in order: notices of one transaction are never mixed with another's. */
export function makeNoticeReader(wants: (siteId: string) => boolean): (payload: string) => Notice | null {
  let pieces: string[] = [];
  let begun = '';
  return (payload) => {
    const [siteId = '', n, piece, count] = payload.split(' ', 4);
    if (!wants(siteId)) return null;
    const head = `${siteId} ${n} ${piece} ${count} `;
    const whole = `${siteId} ${n} ${count}`;
    if (piece === '0') {
      pieces = [];
      begun = whole;
    }
    // A piece before it was not heard: who watches has begun, or ended, in the middle.
    if (begun !== whole || Number(piece) !== pieces.length) return null;
    pieces.push(payload.slice(head.length));
    if (pieces.length !== Number(count)) return null;
    const text = pieces.join('');
    pieces = [];
    return { siteId, n: Number(n), value: JSON.parse(text) as unknown };
  };
}

/** A piece may end anywhere: then no character is longer than a byte. */
function toAscii(json: string): string {
  return json.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
