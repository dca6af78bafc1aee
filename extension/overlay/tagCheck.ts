/** What may keep a page's visitors from being counted. */
export type TagTrouble = 'missing' | 'wrongKey' | 'twice' | 'blocked' | 'silent';

export interface Tag {
  key: string | undefined;
  address: string;
  /** Where it sends to. */
  beacons: string;
}

/** What the browser tells of something that the page asked for. */
export type Loaded = Pick<PerformanceResourceTiming, 'name' | 'responseStatus' | 'decodedBodySize'>;

/** A browser keeps no more resource timings than this unless the page asks for more. */
const FULL_BUFFER = 250;

/**
 * Looks at a storefront page as a person with developer tools would: is there one tag with the site's key, did it
 * load, did it send anything? Null: nothing is wrong, or it cannot be told. What a policy or a blocker stopped
 * has no body, or no timing at all; the server lets its tag's size be seen by every page.
 */
export function checkTag(
  tags: readonly Tag[],
  loaded: readonly Loaded[],
  siteKey: string,
): TagTrouble | null {
  const [own] = tags.filter(({ key }) => key === siteKey);
  if (!own) return tags.length > 0 ? 'wrongKey' : 'missing';
  if (tags.length > 1) return 'twice';
  const beacons = loaded.filter(({ name }) => name === own.beacons);
  if (beacons.some(({ responseStatus }) => responseStatus !== 0) || loaded.length >= FULL_BUFFER) return null;
  const hasLoaded = loaded.some(({ name, decodedBodySize }) => name === own.address && decodedBodySize > 0);
  // Silent: consent that was not given yet, or staff that is not counted.
  return hasLoaded && beacons.length === 0 ? 'silent' : 'blocked';
}

/** The tags that stand on this page. */
export function findTags(within: Document): Tag[] {
  const scripts = within.querySelectorAll<HTMLScriptElement>('script[src][data-site]');
  return [...scripts].map(({ dataset, src }) => ({
    key: dataset.site,
    address: src,
    beacons: new URL(dataset.api || '/v1/collect', src).href,
  }));
}
