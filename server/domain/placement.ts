import { readAddressPattern } from '../../shared/addressPattern.ts';
import type { Placement, PlacementInput } from '../../shared/wire/placement.ts';
import { failed, type Outcome } from './outcome.ts';

type PlacementSettings = Omit<Placement, 'id'>;

const NAMES = ['medium', 'campaign', 'content', 'term'] as const;

/** Checks what a person gives; of a placement that is there, what is not given stays. */
export function decidePlacement(
  input: Partial<PlacementInput>,
  known: PlacementSettings | null,
): Outcome<PlacementSettings> {
  const typed = input.page === undefined ? (known?.page ?? null) : input.page?.trim() || null;
  const page = typed === null ? null : readAddressPattern(typed);
  const settings: PlacementSettings = {
    name: (input.name ?? known?.name ?? '').trim(),
    page,
    source: (input.source ?? known?.source ?? '').trim(),
    ...(Object.fromEntries(NAMES.map((name) => [name, nameOf(input[name], known?.[name])])) as Pick<
      PlacementSettings,
      (typeof NAMES)[number]
    >),
    adapter: input.adapter === undefined ? (known?.adapter ?? null) : input.adapter,
  };
  const errors = [
    ...(settings.name === '' ? [{ field: 'name', message: 'must not be empty' }] : []),
    ...(settings.source === '' ? [{ field: 'source', message: 'must not be empty' }] : []),
    ...(typed !== null && page === null
      ? [{ field: 'page', message: 'must be a web address; `*` may stand in its path' }]
      : []),
  ];
  if (errors.length > 0) return failed('invalidInput', 'Mend the fields that `errors` names.', { errors });
  return { ok: true, value: settings };
}

function nameOf(given: string | null | undefined, known: string | null | undefined): string | null {
  return given === undefined ? (known ?? null) : given?.trim() || null;
}
