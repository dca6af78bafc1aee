import type { AdPlatform, ConversionTerms, ConversionType, LeftOut } from '../../shared/wire/conversions.ts';
import type { Model } from '../../shared/wire/report.ts';
import type { Touchpoint } from './journey.ts';

const DAY_MS = 86_400_000;

interface PlatformRules {
  /** The parameters of its click ids. */
  parameters: readonly string[];
  /** Of a conversion that came by one of these nothing can be changed later. */
  fixed: readonly string[];
  /** How old a click may be when its conversion is sent. */
  clickDays: number;
  /** How old a conversion may be when it is changed. */
  adjustDays: number;
}

/**
 * What platforms take: Google's limits from its help (click imports; conversion adjustments by order id, not
 * for wbraid) and from its API's CONVERSION_EXPIRED, Microsoft's from its bulk offline conversion.
 */
export const PLATFORMS: Record<AdPlatform, PlatformRules> = {
  google: { parameters: ['gclid', 'gbraid', 'wbraid'], fixed: ['wbraid'], clickDays: 90, adjustDays: 54 },
  microsoft: { parameters: ['msclkid'], fixed: [], clickDays: 90, adjustDays: 90 },
};

/** The longest that anything can still be told of a redemption. */
export const CONVERSION_DAYS = 90;

export interface Click {
  parameter: string;
  id: string;
  at: number;
}

/** A redemption, as far as a platform may hear of it. */
export interface ConvertibleRedemption {
  id: string;
  at: number;
  voidedAt: number | null;
  /** What is left of the order. */
  amountMinor: number;
  path: readonly Touchpoint[];
}

/** What a platform was told. */
export interface SentConversion {
  number: number;
  batchId: string;
  type: ConversionType;
  click: { parameter: string; id: string };
  at: number;
  adjustedAt: number | null;
  valueMinor: number;
  terms: ConversionTerms;
}

export interface ConversionCase {
  redemption: ConvertibleRedemption;
  /** What its touchpoints are credited with under a model. */
  credited(model: Model, touch: number): number;
  /** Everything that was told of it, earliest first. */
  sent: readonly SentConversion[];
}

export type ConversionDecision =
  | { type: 'told'; told: Omit<SentConversion, 'batchId'> }
  | { type: 'leftOut'; why: LeftOut }
  /** It does not stand and was never told. */
  | { type: 'nothing' };

/** What the next file tells a platform of a redemption. */
export function decideConversion(
  known: ConversionCase,
  platform: AdPlatform,
  terms: ConversionTerms,
  now: number,
): ConversionDecision {
  const [first] = known.sent;
  if (first) return decideAdjustment(known, platform, first, now);
  const { redemption } = known;
  if (redemption.voidedAt !== null) return { type: 'nothing' };
  const chosen = chooseClick(redemption, PLATFORMS[platform], now);
  if (typeof chosen === 'string') return { type: 'leftOut', why: chosen };
  const valueMinor = valueFor(known, platform, terms);
  if (valueMinor === 0 && redemption.amountMinor > 0) return { type: 'leftOut', why: 'noCredit' };
  const { parameter, id } = chosen;
  return {
    type: 'told',
    told: {
      number: 0,
      type: 'conversion',
      click: { parameter, id },
      at: redemption.at,
      adjustedAt: null,
      valueMinor,
      terms,
    },
  };
}

/** The last click of the path that the platform's own mark tells, that may be used, and that is young enough. */
function chooseClick(
  { path, at }: ConvertibleRedemption,
  rules: PlatformRules,
  now: number,
): Click | LeftOut {
  const clicks = path.flatMap((touch) => {
    const click = clickOf(touch, rules);
    return click && touch.at <= at ? [{ ...click, adConsent: touch.adConsent }] : [];
  });
  if (clicks.length === 0) return 'noClickId';
  const allowed = clicks.filter(({ adConsent }) => adConsent);
  if (allowed.length === 0) return 'noConsent';
  return allowed.findLast((click) => now - click.at <= rules.clickDays * DAY_MS) ?? 'tooOld';
}

/** Click ids come out of addresses that anybody can make up: what no platform makes is none. */
const SOUND = /^[0-9A-Za-z_][0-9A-Za-z_-]*$/;

function clickOf(touch: Touchpoint, { parameters }: PlatformRules): Click | null {
  const text = touch.clickId ?? '';
  const parameter = text.slice(0, text.indexOf(':'));
  const id = text.slice(parameter.length + 1);
  return parameters.includes(parameter) && SOUND.test(id) ? { parameter, id, at: touch.at } : null;
}

function valueFor(known: ConversionCase, platform: AdPlatform, { value, model }: ConversionTerms): number {
  const { redemption, credited } = known;
  if (redemption.voidedAt !== null) return 0;
  if (value === 'order') return redemption.amountMinor;
  return redemption.path.reduce((sum, touch, index) => {
    const isOurs = touch.adConsent && clickOf(touch, PLATFORMS[platform]) !== null;
    return isOurs ? sum + credited(model, index) : sum;
  }, 0);
}

function decideAdjustment(
  known: ConversionCase,
  platform: AdPlatform,
  first: SentConversion,
  now: number,
): ConversionDecision {
  const { fixed, adjustDays } = PLATFORMS[platform];
  const { voidedAt } = known.redemption;
  const last = known.sent.at(-1) ?? first;
  const valueMinor = valueFor(known, platform, first.terms);
  const isGone = voidedAt !== null || (valueMinor === 0 && last.valueMinor !== 0);
  if (last.type === 'retraction' || (!isGone && valueMinor === last.valueMinor)) {
    return { type: 'leftOut', why: 'alreadyExported' };
  }
  if (fixed.includes(first.click.parameter)) return { type: 'leftOut', why: 'notAdjustable' };
  if (now - first.at > adjustDays * DAY_MS) return { type: 'leftOut', why: 'adjustmentTooOld' };
  return {
    type: 'told',
    told: {
      ...first,
      number: last.number + 1,
      type: isGone ? 'retraction' : 'restatement',
      // Platforms refuse a change that is not later than what it changes.
      adjustedAt: Math.max(voidedAt ?? now, (last.adjustedAt ?? last.at) + 1_000),
      valueMinor,
    },
  };
}
