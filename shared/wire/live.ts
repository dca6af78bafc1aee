import { type Static, Type } from 'typebox';
import { COUNTED_STEPS } from '../steps.ts';
import { Counts, Day, Funnel, SourceLabel } from './funnel.ts';

/**
 * `GET /v1/sites/{site}/live?page=…` is Server-Sent Events: one `snapshot` (LiveSnapshot), then `change`
 * events (LiveChange). Every event has an id; a reader that comes back with `Last-Event-ID` gets what it
 * missed, or a new snapshot where that is no longer known. A comment line every 15 s keeps proxies calm.
 */

/** Something that happened on a page just now, for the feed. */
export const Happening = Type.Object({
  id: Type.String(),
  at: Type.Integer(),
  step: Type.Enum([...COUNTED_STEPS, 'click', 'void', 'return']),
  source: SourceLabel,
  position: Type.Union([Type.String(), Type.Null()]),
  store: Type.Union([Type.String(), Type.Null()]),
  amountMinor: Type.Union([Type.Integer(), Type.Null()]),
});
export type Happening = Static<typeof Happening>;

export const LiveSnapshot = Type.Object({ funnel: Funnel, feed: Type.Array(Happening) });
export type LiveSnapshot = Static<typeof LiveSnapshot>;

/** Add `add` to the counts of its subject, of its source and of its day. Counts may fall: a void, a return. */
export const CountChange = Type.Object({
  scope: Type.Union([Type.Literal('page'), Type.Literal('position')], {
    description: 'On a stream of the whole site, `page` stands for the site itself',
  }),
  position: Type.Optional(Type.Object({ id: Type.Integer(), position: Type.String(), label: Type.String() })),
  source: SourceLabel,
  day: Day,
  add: Type.Partial(Counts),
});
export type CountChange = Static<typeof CountChange>;

export const LiveChange = Type.Object({
  at: Type.Integer(),
  changes: Type.Array(CountChange),
  feed: Type.Array(Happening),
});
export type LiveChange = Static<typeof LiveChange>;
