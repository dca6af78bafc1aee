import { type Static, type TSchema, Type } from 'typebox';
import { COUNTED_STEPS, type CountedStep } from '../steps.ts';
import { Counts } from './funnel.ts';

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const Money = Type.Integer({ description: 'Minor units of the site’s currency' });

/** A share with the range in which the true one lies. */
export const Rate = Type.Object({
  share: Type.Number({
    minimum: 0,
    description: 'Of a step: at most 1. Of arrivals: above 1 where more came than the platform delivered',
  }),
  interval: Type.Union([Type.Tuple([Type.Number(), Type.Number()]), Type.Null()], {
    description: 'Wilson’s score interval at 95 %: least, most; null where `share` is above 1',
  }),
});
export type Rate = Static<typeof Rate>;

const stepRate = () => Nullable(Rate);

/** Null under five trials: the counts say all that there is to say. */
export const StepRates = Type.Object(
  Object.fromEntries(COUNTED_STEPS.map((step) => [step, stepRate()])) as Record<
    CountedStep,
    ReturnType<typeof stepRate>
  >,
  {
    description: '`arrival`: arrivals for each click; every other step: its share of the cohorts’ arrivals',
  },
);
export type StepRates = Static<typeof StepRates>;

/** What platforms and agencies took, by kind. */
export const Cost = Type.Object({
  mediaMinor: Money,
  platformFeeMinor: Money,
  agencyFeeMinor: Money,
  sumMinor: Money,
});
export type Cost = Static<typeof Cost>;

export const ReturnOnSpend = Type.Object(
  {
    revenueMinor: Type.Integer({
      description:
        'Of those who arrived in the range, whenever they bought, under the source they arrived by',
    }),
    costPerVisitMinor: Nullable(
      Type.Integer({ description: 'Cost for each of them who came to a till; null where none did' }),
    ),
    costPerRedemptionMinor: Nullable(
      Type.Integer({ description: 'Cost for each of them who redeemed; null where none did' }),
    ),
    roas: Nullable(Type.Number({ description: 'Revenue for each unit of cost; null without cost' })),
    roi: Nullable(
      Type.Number({
        description:
          '(revenue × the site’s margin − cost) / cost; null without cost, and while the site has no margin set',
      }),
    ),
  },
  {
    description:
      'What was spent on the range’s days beside what those are worth who arrived on the same days. Not the credit of `credited`, which is of the range’s redemptions, whenever they arrived',
  },
);
export type ReturnOnSpend = Static<typeof ReturnOnSpend>;

const Days = Type.Object({
  average: Type.Number({ minimum: 0, description: 'To the hour' }),
  median: Type.Number({ minimum: 0, description: 'To the day' }),
});

/** What a row is credited with under one model. */
export const Credited = Type.Object({
  redemptions: Type.Number({
    minimum: 0,
    description: 'A redemption whose credit is shared counts in parts, to six decimals',
  }),
  revenueMinor: Money,
  discountMinor: Money,
  averageMinor: Nullable(
    Type.Integer({ description: 'Revenue a redemption; null where there is less than a millionth of one' }),
  ),
  share: Nullable(Type.Number({ description: 'Of the revenue of the range; null where there is none' })),
  days: Nullable({
    ...Days,
    description:
      'Days from the first touchpoint of a redemption’s path to the redemption, each weighed by the part that is credited here; null where no path is known',
  }),
});
export type Credited = Static<typeof Credited>;

/** Every column of a row, of the rest, or of the total. */
export const Figures = Type.Object({
  clicks: Nullable(
    Type.Integer({
      minimum: 0,
      description: 'As platforms tell, by day of spend; null where they do not tell by this',
    }),
  ),
  impressions: Nullable(Type.Integer({ minimum: 0, description: 'As `clicks`' })),
  cost: Nullable({ ...Cost, description: 'By day of spend; null where cost is not known by this' }),
  arrivals: Nullable(
    Type.Integer({ minimum: 0, description: 'By arrival day; null where arrivals are not known by this' }),
  ),
  steps: Nullable({
    ...Counts,
    description:
      'The funnel of those who arrived in the range, by the source they arrived by, whenever they took a step; `order`: verified online orders. Null where arrivals are not known by this',
  }),
  rates: Nullable(StepRates),
  returnOnSpend: Nullable(ReturnOnSpend),
  credited: Credited,
  compared: Nullable(Credited),
});
export type Figures = Static<typeof Figures>;
