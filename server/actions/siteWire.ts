import type { Site } from '../../shared/wire/site.ts';
import type { SiteSettings } from '../domain/site.ts';

/** A site as its people see it: without its secrets. */
export function toSiteWire({ keySecret: _key, signingSecret: _signing, ...site }: SiteSettings): Site {
  return site;
}
