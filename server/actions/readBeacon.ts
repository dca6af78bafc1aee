import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { BEACON_MAX_EVENTS, Beacon, TagEvent } from '../../shared/wire/beacon.ts';
import { fieldErrors } from '../domain/fieldErrors.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';

const MAX_ERRORS = 10;

const beaconSchema = Compile(Beacon);

/** For telling what is wrong: each kind of event alone, and a beacon whose events are known by their kind only. */
const eventSchemas = new Map(TagEvent.anyOf.map((event) => [event.properties.type.const, Compile(event)]));
const aroundSchema = Compile(
  Type.Object({
    ...Beacon.properties,
    events: Type.Array(Type.Object({ type: Type.Enum([...eventSchemas.keys()]) }), {
      minItems: 1,
      maxItems: BEACON_MAX_EVENTS,
    }),
  }),
);

/** Reads a beacon's text, null where it is none: nothing of it was looked at before. */
export function readBeacon(body: string | null): Outcome<Beacon> {
  let value: unknown;
  try {
    value = JSON.parse(body ?? '');
  } catch {
    return failed('badJson', 'The beacon is not JSON in UTF-8.');
  }
  if (beaconSchema.Check(value)) return done(value);
  return failed('invalidInput', 'The beacon does not fit its schema: see /docs.', {
    errors: mistakes(value).slice(0, MAX_ERRORS),
  });
}

function mistakes(value: unknown) {
  if (!aroundSchema.Check(value)) return fieldErrors(aroundSchema.Errors(value));
  return value.events.flatMap((event, index) =>
    fieldErrors(eventSchemas.get(event.type)?.Errors(event) ?? [], `/events/${index}`),
  );
}
