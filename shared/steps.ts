/** The team that owns a step: the one to ask when it leaks. */
export type Team = 'channel' | 'site' | 'store';

/** One link of the funnel, in the order in which a shopper usually passes it. */
export const STEPS = [
  'click',
  'arrival',
  'product',
  'engagement',
  'intent',
  'coupon',
  'visit',
  'redemption',
  'order',
  'repeat',
] as const;

export type Step = (typeof STEPS)[number];

/** Steps that a visitor's journey counts; a click is known only to the platform that delivered it. */
export const COUNTED_STEPS = STEPS.filter((step) => step !== 'click') as Exclude<Step, 'click'>[];

export type CountedStep = (typeof COUNTED_STEPS)[number];

/** The team that owns each step where the owner has not said otherwise. */
export const STEP_OWNER: Record<Step, Team> = {
  click: 'channel',
  arrival: 'channel',
  product: 'site',
  engagement: 'site',
  intent: 'site',
  coupon: 'site',
  visit: 'store',
  redemption: 'store',
  order: 'site',
  repeat: 'store',
};
