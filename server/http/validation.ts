import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { fieldErrors } from '../domain/fieldErrors.ts';
import { Refuse } from './problems.ts';

/**
 * Checks input against a route's schema. Bodies are taken as they are: a number in quotes is wrong, not
 * converted; addresses carry only text, so there it is. Names every field that is wrong.
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (input: unknown) => {
    if (isDeep(input)) return { error: new Refuse({ code: 'invalidInput', detail: 'Nest the input less.' }) };
    const filled = Value.Default(schema, input);
    const value = httpPart === 'body' ? filled : Value.Convert(schema, filled);
    if (compiled.Check(value)) return { value };
    const error = new Refuse({
      code: 'invalidInput',
      detail: 'Some of the input is missing or wrong: `errors` names it.',
      errors: fieldErrors(compiled.Errors(value)),
    });
    return { error };
  };
};

/** No input of ours is so deep. What is far deeper breaks whoever follows it by calling itself. */
const MOST_LEVELS = 32;

function isDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeep(each, levels - 1));
}
