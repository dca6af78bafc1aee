import { type Static, Type } from 'typebox';
import { Day, FunnelRange } from './funnel.ts';
import { Money, Nullable, Rate } from './reportFigures.ts';

export const VERDICTS = ['scale', 'keep', 'watch', 'stop'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why: the first of these that holds, in this order. */
export const VERDICT_RULES = [
  'noCost',
  'free',
  'bots',
  'tooFew',
  'noSale',
  'surelyPays',
  'surelyLoses',
  'surelyLost',
  'young',
  'pays',
  'mayPay',
] as const;
export type VerdictRule = (typeof VERDICT_RULES)[number];

export const PlatformQuery = Type.Object({
  by: Type.Enum(['channel', 'source'], { default: 'source' }),
  ...FunnelRange.properties,
});
export type PlatformQuery = Static<typeof PlatformQuery>;

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** What a hundred clicks came to. */
const PerHundred = Type.Object({
  redemptions: Type.Number(),
  interval: Type.Array(Type.Number(), {
    minItems: 2,
    maxItems: 2,
    description: 'Where the redemptions of a hundred lie with 95 % certainty (Wilson)',
  }),
  revenueMinor: Money,
  revenueIntervalMinor: Type.Array(Type.Number(), {
    minItems: 2,
    maxItems: 2,
    description: 'The same for the revenue, as far as it lies in how many redeem: at their average value',
  }),
});

export const PlatformVerdict = Type.Object({
  verdict: Type.Enum([...VERDICTS]),
  rule: Type.Enum([...VERDICT_RULES]),
  costMinor: Nullable(
    Type.Number({ description: 'Cost of one click (of one arrival without clicks), in minor units' }),
  ),
  earnsMinor: Nullable(
    Type.Array(Type.Number(), {
      minItems: 3,
      maxItems: 3,
      description:
        'What one of them earns, in minor units: at worst, as counted, at best. Redemptions for each, with their interval, × the value of a redemption × margin. For `surelyLost` both are those of the days up to `matureTo`',
    }),
  ),
});
export type PlatformVerdict = Static<typeof PlatformVerdict>;

export const PlatformRow = Type.Object({
  key: Type.String({ description: 'Empty: Direct' }),
  clicks: Nullable(count('As the platform tells; null where nothing was imported')),
  arrivals: count('Counted on the site'),
  unmeasured: Nullable(
    count(
      'Clicks without an arrival: left before the page was there, blocked the tag, gave no consent, or of visitors who had arrived before and are counted once in the window',
    ),
  ),
  arrivalRate: Nullable(Rate),
  engaged: Nullable(Rate),
  botArrivals: count('Arrivals of known robots; they are in no other figure'),
  botShare: Nullable(Type.Number({ description: 'Of all visits, theirs included; null under 5' })),
  redemptions: count('Of those who arrived in the range'),
  revenueMinor: Money,
  perHundred: Nullable({
    ...PerHundred,
    description: 'For each hundred clicks, or arrivals where no clicks are known; null under 5',
  }),
  trials: Type.Enum(['clicks', 'arrivals'], { description: 'What `perHundred` and the verdict count by' }),
  costMinor: Nullable({ ...Money, description: 'Null where no spend was imported' }),
  idleCostMinor: Nullable({ ...Money, description: 'Cost of campaigns that brought no redemption' }),
  verdict: PlatformVerdict,
});
export type PlatformRow = Static<typeof PlatformRow>;

/** `GET /v1/sites/{site}/reports/platforms` */
export const PlatformReport = Type.Object({
  by: Type.Enum(['channel', 'source']),
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  immatureFrom: Nullable(Day),
  matureTo: Nullable(Day),
  thresholds: Type.Object({
    leastTrials: Type.Integer(),
    mostBots: Type.Number(),
    leastRedemptions: Type.Integer({
      description: 'From so many on a platform’s own average is the value of a redemption; below, the site’s',
    }),
    marginPercent: Type.Number(),
    isMarginAssumed: Type.Boolean({
      description: 'True: the site has none set, so revenue is taken as earned',
    }),
  }),
  rows: Type.Array(PlatformRow, { description: 'Most cost first, then most arrivals; at most 200' }),
});
export type PlatformReport = Static<typeof PlatformReport>;
