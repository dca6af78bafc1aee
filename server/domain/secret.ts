import { createHash } from 'node:crypto';

/**
 * The hash under which a secret of the server's own making is kept: tokens, links, codes. A fast hash is
 * right for these: they have 60 random bits and more, so that nobody guesses them from it. Passwords and
 * PINs are guessable and get a slow one.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A secret that names its site, because every query of a site's tables names one. */
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
  if (dot < 1 || dot === text.length - 1) return null;
  return { siteId: text.slice(0, dot), secret: text.slice(dot + 1) };
}
