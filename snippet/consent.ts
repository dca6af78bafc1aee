import { guard, reader } from './guard.ts';
import { settle } from './kept.ts';
import { setting } from './setting.ts';

/** IAB's Transparency and Consent Framework, as far as it is read here. */
interface TcData {
  eventStatus: string;
  gdprApplies?: boolean;
  purpose: { consents: Record<number, boolean | undefined> };
}

/** `backstamp('consent', true)`, or Consent Mode's `gtag('consent', 'default' | 'update', states)`. */
type Call = [command: string, word: unknown, states?: Record<string, string | undefined>];

interface Platforms {
  dataLayer?: Call[];
  __tcfapi?(command: string, version: number, callback: (data: TcData) => void): void;
}

/** The visitor's choice, by the last word of a platform or of the page; undefined while it is awaited. */
let choice = setting('consent') === 'required' ? undefined : true;
let followsTcf: boolean | undefined;

/** Whether the visit may be told to advertisers; undefined where nobody said. */
export let adConsent: boolean | undefined;

const isYes = (word: unknown): boolean => word === true || word === 'granted';

function choose(measure: unknown, advertise: unknown): void {
  choice = isYes(measure);
  adConsent = isYes(advertise);
}

function hear(call: Call): void {
  // By number, because the data layer holds other things too, also such as are no lists.
  const { 0: command, 1: word, 2: states } = call;
  const state = states ? states.analytics_storage : word;
  if (command === 'consent' && state !== undefined) {
    // A default holds until the visitor is asked.
    if (word !== 'default') choose(state, states ? states.ad_storage : word);
    else if (state === 'denied') choice = undefined;
  }
}

const readCalls = reader(hear);
const readDataLayer = reader(hear);

/**
 * Hears the page, and the consent platforms that are on it by now. Returns whether the visitor may be
 * counted at all: not before being asked. Where that was refused, or by Global Privacy Control, or where
 * storage is blocked, it is without an id.
 */
export function readConsent(calls: Call[]): boolean | undefined {
  const { dataLayer, __tcfapi } = window as Platforms;
  readCalls(calls);
  readDataLayer(dataLayer);
  if (__tcfapi && !followsTcf) {
    followsTcf = true;
    choice = undefined;
    __tcfapi(
      'addEventListener',
      2,
      guard(({ eventStatus, gdprApplies, purpose: { consents } }) => {
        // Purpose 1: store on the device. 7: measure advertising. 8: measure content.
        if (eventStatus !== 'cmpuishown') choose(!gdprApplies || (consents[1] && consents[8]), consents[7]);
      }),
    );
  }
  const allowed = !(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl && choice;
  settle(allowed);
  return allowed;
}
