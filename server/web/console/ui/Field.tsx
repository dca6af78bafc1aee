import './form.css';
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import type { Form } from './useForm.ts';

type TextNames<Values> = {
  [Name in keyof Values]: Values[Name] extends string ? Name : never;
}[keyof Values] &
  string;
type FlagNames<Values> = {
  [Name in keyof Values]: Values[Name] extends boolean ? Name : never;
}[keyof Values] &
  string;

interface Shown {
  label: ComponentChildren;
  hint?: ComponentChildren;
}

/** What a field and its hint and error need to know of each other. */
function useParts(error: string | undefined, hint: ComponentChildren) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    id,
    control: {
      id,
      ...(error ? { 'aria-invalid': 'true' as const } : {}),
      ...(described ? { 'aria-describedby': described } : {}),
    },
    below: (
      <>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {error && (
          <p class="field-error" id={`${id}-error`}>
            {error}
          </p>
        )}
      </>
    ),
  };
}

interface InputOptions {
  type?: 'text' | 'email' | 'password' | 'tel' | 'date';
  autoComplete?: string;
  required?: boolean;
  inputMode?: 'numeric' | 'decimal';
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  autoFocus?: boolean;
}

type FieldProps<Values> = Shown &
  InputOptions & { form: Form<Values>; name: TextNames<Values>; suffix?: string };

/** A line of text with its label, hint and error. */
export function Field<Values>({ form, name, label, hint, suffix, ...input }: FieldProps<Values>) {
  const { id, control, below } = useParts(form.errors[name], hint);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class={suffix ? 'with-suffix' : undefined}>
        <input
          {...(input as InputHTMLAttributes<HTMLInputElement>)}
          {...control}
          name={name}
          value={form.values[name] as string}
          onInput={(event) => form.set(name, event.currentTarget.value as Values[typeof name])}
        />
        {suffix && <span class="suffix">{suffix}</span>}
      </div>
      {below}
    </div>
  );
}

/** Several lines of text. */
export function TextArea<Values>({
  form,
  name,
  label,
  hint,
  rows = 3,
  placeholder,
}: Shown & { form: Form<Values>; name: TextNames<Values>; rows?: number; placeholder?: string }) {
  const { id, control, below } = useParts(form.errors[name], hint);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        {...control}
        name={name}
        rows={rows}
        placeholder={placeholder}
        spellcheck={false}
        value={form.values[name] as string}
        onInput={(event) => form.set(name, event.currentTarget.value as Values[typeof name])}
      />
      {below}
    </div>
  );
}

/** One of a list. */
export function Choice<Values>({
  form,
  name,
  label,
  hint,
  options,
}: Shown & { form: Form<Values>; name: TextNames<Values>; options: [value: string, label: string][] }) {
  const { id, control, below } = useParts(form.errors[name], hint);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        {...control}
        name={name}
        value={form.values[name] as string}
        onChange={(event) => form.set(name, event.currentTarget.value as Values[typeof name])}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {below}
    </div>
  );
}

/** Yes or no. */
export function Check<Values>({
  form,
  name,
  label,
  hint,
}: Shown & { form: Form<Values>; name: FlagNames<Values> }) {
  const { id, control, below } = useParts(form.errors[name], hint);
  return (
    <div class="field check">
      <input
        {...control}
        type="checkbox"
        name={name}
        checked={form.values[name] as boolean}
        onChange={(event) => form.set(name, event.currentTarget.checked as Values[typeof name])}
      />
      <div>
        <label for={id}>{label}</label>
        {below}
      </div>
    </div>
  );
}
