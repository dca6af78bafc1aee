import { createHash } from 'node:crypto';
import { customAlphabet, nanoid } from 'nanoid';
import { normaliseCode } from '../../shared/couponCode.ts';

// Crockford's base 32: nothing in it is mistaken for something else when typed.
const typed = customAlphabet('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
const GROUP = /.{4}(?=.)/g;

/**
 * The hash under which a secret of the server's own making is kept: tokens, links, codes. A fast hash is
 * right for these: they have 60 random bits and more, so that nobody guesses them from it. Passwords and
 * PINs are guessable and get a slow one.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A secret of 192 bits, for links, cookies and tokens. */
export function newSecret(): string {
  return nanoid(32);
}

/** `XXXX-XXXX-XXXX-XXXX`: 80 bits, to be typed into the extension. */
export function newPairingCode(): string {
  return typed(16).replace(GROUP, '$&-');
}

/** `XXXX-XXXX-XXXX`: 60 bits, to be typed on a till. */
export function newEnrolCode(): string {
  return typed(12).replace(GROUP, '$&-');
}

/** The hash of a code as people type it: any case, with or without hyphens, O for 0. */
export function hashCode(code: string): string {
  return hashSecret(normaliseCode(code));
}

/** A secret with the site that leads it, because every query of a site's tables names one. */
export interface SiteSecret {
  siteId: string;
  secret: string;
}

export function joinSecret({ siteId, secret }: SiteSecret): string {
  return `${siteId}.${secret}`;
}

/** Reads `SITE.SECRET`; null where it is anything else. */
export function splitSecret(text: string): SiteSecret | null {
  const dot = text.indexOf('.');
  const siteId = text.slice(0, dot).trim();
  const secret = text.slice(dot + 1).trim();
  return dot > 0 && siteId && secret ? { siteId, secret } : null;
}
