/** A platform's mark on a link that it was paid for. */
export interface ClickId {
  source: string;
  medium: string;
  /** `parameter:value`, as a later report to the platform needs it. */
  text: string;
}

/** Which platform puts which parameter on its paid links; the first that is there counts. */
const PLATFORMS: readonly [parameter: string, source: string, medium: string][] = [
  ['gclid', 'google', 'cpc'],
  // gbraid and wbraid stand for a click that may not be told apart; a link carries one of them, never both.
  ['gbraid', 'google', 'cpc'],
  ['wbraid', 'google', 'cpc'],
  ['dclid', 'google', 'display'],
  ['msclkid', 'bing', 'cpc'],
  ['fbclid', 'facebook', 'paid_social'],
  ['ttclid', 'tiktok', 'paid_social'],
  ['twclid', 'twitter', 'paid_social'],
  ['li_fat_id', 'linkedin', 'paid_social'],
  ['epik', 'pinterest', 'paid_social'],
  ['rdt_cid', 'reddit', 'paid_social'],
  ['sccid', 'snapchat', 'paid_social'],
  ['yclid', 'yandex', 'cpc'],
  ['bd_vid', 'baidu', 'cpc'],
  ['qhclickid', '360', 'cpc'],
  ['sg_vid', 'sogou', 'cpc'],
  ['qz_gdt', 'tencent', 'cpc'],
  ['gdt_vid', 'tencent', 'cpc'],
];

const MAX_CLICK_ID = 500;

/** The click id among a landing page's parameters, whose names come in lower case, or null. */
export function readClickId(parameters: ReadonlyMap<string, string>): ClickId | null {
  for (const [parameter, source, medium] of PLATFORMS) {
    const value = parameters.get(parameter)?.trim();
    if (value) return { source, medium, text: `${parameter}:${value.slice(0, MAX_CLICK_ID)}` };
  }
  return null;
}
