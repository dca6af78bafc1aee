/** One of a few values, by a word before them. */
export function Choice({
  label,
  value,
  options,
  onChoice,
}: {
  label: string;
  value: string;
  options: [value: string, words: string][];
  onChoice: (value: string) => void;
}) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChoice(event.currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
