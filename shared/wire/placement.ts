import { type Static, Type } from 'typebox';
import { MAX_ADDRESS } from '../addressPattern.ts';

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const UtmName = Type.String({ minLength: 1, maxLength: 120 });

/**
 * `…/placements`: a place elsewhere that leads here, by the names that its links carry. A name that is null
 * may be any.
 */
export const PlacementInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  page: Type.Optional(
    Nullable(
      Type.String({
        maxLength: MAX_ADDRESS,
        description:
          'The page on which it is: an address in whose path `*` stands for any text; parameters must be there. Null: none',
      }),
    ),
  ),
  source: UtmName,
  medium: Type.Optional(Nullable(UtmName)),
  campaign: Type.Optional(Nullable(UtmName)),
  content: Type.Optional(Nullable(UtmName)),
  term: Type.Optional(Nullable(UtmName)),
  adapter: Type.Optional(
    Nullable(
      Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'Which of the extension’s platforms it is' }),
    ),
  ),
});
export type PlacementInput = Static<typeof PlacementInput>;

export const Placement = Type.Object({
  id: Type.String(),
  name: Type.String(),
  page: Nullable(Type.String()),
  source: Type.String(),
  medium: Nullable(Type.String()),
  campaign: Nullable(Type.String()),
  content: Nullable(Type.String()),
  term: Nullable(Type.String()),
  adapter: Nullable(Type.String()),
});
export type Placement = Static<typeof Placement>;

/** By name, all that a site has: at most 500. */
export const PlacementList = Type.Object({ placements: Type.Array(Placement) });
export type PlacementList = Static<typeof PlacementList>;
