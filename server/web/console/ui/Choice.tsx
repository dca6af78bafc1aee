import { useId } from 'preact/hooks';

export interface Option {
  value: string;
  words: string;
  disabled?: boolean;
}

/** One of a few values, by a word before them. `hint` says why some of them, or all, cannot be chosen. */
export function Choice({
  label,
  value,
  options,
  onChoice,
  disabled = false,
  hint,
}: {
  label: string;
  value: string;
  options: readonly ([value: string, words: string] | Option)[];
  onChoice: (value: string) => void;
  disabled?: boolean;
  hint?: string | undefined;
}) {
  const id = useId();
  return (
    <div class="choice">
      <label>
        {label}
        <select
          value={value}
          disabled={disabled}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChoice(event.currentTarget.value)}
        >
          {options.map(toOption).map((each) => (
            <option key={each.value} value={each.value} disabled={each.disabled}>
              {each.words}
            </option>
          ))}
        </select>
      </label>
      {hint && (
        <small id={id} class="muted">
          {hint}
        </small>
      )}
    </div>
  );
}

function toOption(given: [value: string, words: string] | Option): Option {
  return Array.isArray(given) ? { value: given[0], words: given[1] } : given;
}
