import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { explain, fieldErrors } from '../problem.ts';

/** Thrown by a form's `send` for what can be told without the server. */
export class InvalidFields extends Error {
  override readonly name = 'InvalidFields';
  readonly fields: Record<string, string>;
  constructor(fields: Record<string, string>) {
    super('Some fields are wrong.');
    this.fields = fields;
  }
}

export interface Form<Values> {
  values: Values;
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void;
  /** What is wrong with a field, by its name. */
  errors: Record<string, string>;
  /** What is wrong with the whole, where no field says it. */
  failure: string | null;
  busy: boolean;
  onSubmit: (event: SubmitEvent) => void;
}

/**
 * The state of a form: what was typed stays whatever happens, errors go to their fields, the first wrong
 * field gets the focus, and a second press while the first is under way does nothing.
 */
export function useForm<Values extends object>(
  initial: Values,
  send: (values: Values) => Promise<void>,
): Form<Values> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement | null>(null);

  useLayoutEffect(() => {
    if (Object.keys(errors).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  async function submit(): Promise<void> {
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      await send(values);
    } catch (error) {
      const wrong = error instanceof InvalidFields ? error.fields : fieldErrors(error);
      setErrors(withRoots(wrong));
      const names = Object.keys(wrong);
      // What no field shows is said for the whole.
      if (names.length === 0 || names.some((name) => !(rootOf(name) in values))) setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  }

  return {
    values,
    set: (name, value) => setValues((old) => ({ ...old, [name]: value })),
    errors,
    failure,
    busy,
    onSubmit(event) {
      event.preventDefault();
      form.current = event.currentTarget as HTMLFormElement;
      if (!busy) void submit();
    },
  };
}

/** A field that holds a list shows what is wrong with any of its items. */
function withRoots(wrong: Record<string, string>): Record<string, string> {
  const roots = Object.entries(wrong).map(([name, message]) => [rootOf(name), message]);
  return { ...Object.fromEntries(roots), ...wrong };
}

/** `rules.0.source` belongs to the field `rules`. */
function rootOf(name: string): string {
  return name.split('.')[0] ?? name;
}
