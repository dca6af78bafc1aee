import type { TagEvent } from '../shared/wire/beacon.ts';
import { emit } from './outbox.ts';

/** Orders have an integer amount, customer keys a signature. */
const SOUND = /^\["(event|intent|product|order.*"amountMinor":\d+[,}]|identify.*"signature)/;
const MAX_TEXT = 80;
const MAX_CALL = 16_000;

/** Notes an event in the page's own words. Warns and drops what would cost the whole beacon. */
export function record(type: TagEvent['type'], said: Record<string, unknown>): void {
  const fields: Record<string, unknown> = {};
  for (const key in said) fields[key] = key === 'amountMinor' ? said[key] : `${said[key]}`.slice(0, MAX_TEXT);
  const text = JSON.stringify([type, said]);
  if (text.length < MAX_CALL && SOUND.test(text)) emit(type, fields as never);
  else console.warn(text);
}
