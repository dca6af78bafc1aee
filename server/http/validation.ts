import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { Refuse } from './problems.ts';

/**
 * Checks input against a route's schema. Bodies are taken as they are: a number in quotes is wrong, not
 * converted; addresses carry only text, so there it is. Names every field that is wrong.
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (input: unknown) => {
    const filled = Value.Default(schema, input);
    const value = httpPart === 'body' ? filled : Value.Convert(schema, filled);
    if (compiled.Check(value)) return { value };
    const errors = compiled.Errors(value).slice(0, 10);
    const error = new Refuse({
      code: 'invalidInput',
      detail: 'Some of the input is missing or wrong: `errors` names it.',
      errors: errors.map(({ instancePath, message }) => ({ field: instancePath.slice(1) || '/', message })),
    });
    return { error };
  };
};
