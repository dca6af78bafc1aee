import type { Problem } from '../../shared/wire/problem.ts';

/** What a schema's check says of one mistake. */
interface SchemaError {
  keyword: string;
  /** Where the value stands in the input: `/lines/0/sku`; empty for the whole. */
  instancePath: string;
  message: string;
  params: object;
}

type FieldErrors = NonNullable<Problem['errors']>;

/**
 * Each field that is wrong or missing, once, as `lines/0/sku`; `/` for the input as a whole. `within` is
 * where the checked value itself stands: `/events/0`.
 */
export function fieldErrors(errors: readonly SchemaError[], within = ''): FieldErrors {
  const found = new Map<string, string>();
  for (const error of errors) {
    for (const { field, message } of fieldsOf(error, within)) {
      if (!found.has(field)) found.set(field, message);
    }
  }
  return [...found].map(([field, message]) => ({ field, message }));
}

function fieldsOf({ instancePath, message, params }: SchemaError, within: string): FieldErrors {
  const path = within + instancePath;
  if (!('requiredProperties' in params)) return [{ field: path.slice(1) || '/', message }];
  const missing = params.requiredProperties as string[];
  return missing.map((name) => ({ field: `${path}/${name}`.slice(1), message: 'must be given' }));
}
