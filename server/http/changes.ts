import { type TObject, type TProperties, type TSchema, Type } from 'typebox';

/** A path under one site, and under one thing of a site's. */
export const SiteParams = Type.Object({ site: Type.String() });
export const ItemParams = Type.Object({ site: Type.String(), id: Type.String() });

/**
 * What a PATCH takes where a POST takes `input`: every field may be left out, and then stays as it is.
 * So there are no defaults in it: a default would be filled in and change what was not named.
 */
export function changeOf<Properties extends TProperties>(input: TObject<Properties>) {
  const fields = Object.entries(input.properties).map(([name, schema]) => [name, withoutDefault(schema)]);
  return Type.Partial(Type.Object(Object.fromEntries(fields) as Properties));
}

/** Copies hidden marks too: typebox keeps a schema's kind in them. */
function withoutDefault(schema: TSchema): TSchema {
  const { default: _default, ...rest } = Object.getOwnPropertyDescriptors(schema as { default?: unknown });
  return Object.defineProperties({}, rest) as TSchema;
}
