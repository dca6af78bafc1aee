import { useState } from 'preact/hooks';
import {
  FILE_ENCODINGS,
  SPEND_COLUMNS,
  SPEND_KINDS,
  type SpendCheck,
  type SpendColumn,
  type SpendReading,
} from '../../../../shared/wire/spend.ts';
import { t } from '../texts.ts';

type Options = [value: string, words: string][];
type Chosen = 'encoding' | 'separator' | 'dayOrder' | 'decimal' | 'costUnit' | 'kind';

/** How a file is read, for a person to correct. What is changed here counts once it was checked again. */
export function ReadingForm({
  check,
  busy,
  onEdit,
  onCheck,
}: {
  check: SpendCheck;
  busy: boolean;
  onEdit: () => void;
  onCheck: (reading: SpendReading) => void;
}) {
  const [reading, setReading] = useState(check.reading);
  const change = (part: Partial<SpendReading>) => {
    setReading((old) => ({ ...old, ...part }));
    onEdit();
  };
  const setColumn = (column: SpendColumn, header: string) => {
    const { [column]: _old, ...others } = reading.columns;
    change({ columns: header === '' ? others : { ...others, [column]: header } });
  };
  const choice = (name: Chosen, options: Options) => (
    <Select
      label={t(`reading.${name}`)}
      value={reading[name]}
      options={options}
      onChange={(value) => change({ [name]: value } as Partial<SpendReading>)}
    />
  );
  return (
    <details class="reading" open={check.errorCount > 0}>
      <summary>{t('check.reading')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onCheck(reading);
        }}
      >
        <Group title={t('reading.columns')}>
          {SPEND_COLUMNS.map((column) => (
            <Select
              key={column}
              label={t(`column.${column}`)}
              value={reading.columns[column] ?? ''}
              options={[['', t('reading.noColumn')], ...headerOptions(check.headers)]}
              onChange={(header) => setColumn(column, header)}
            />
          ))}
        </Group>
        <Group title={t('reading.defaults')}>
          {(['source', 'medium'] as const).map((name) => (
            <label key={name}>
              <span>{t(`reading.${name}`)}</span>
              <input
                value={reading[name]}
                maxLength={120}
                onInput={(event) => change({ [name]: event.currentTarget.value })}
              />
            </label>
          ))}
          {choice(
            'kind',
            SPEND_KINDS.map((kind) => [kind, t(`spendKind.${kind}`)]),
          )}
        </Group>
        <Group title={t('reading.file')}>
          {choice(
            'dayOrder',
            (['auto', 'dmy', 'mdy'] as const).map((each) => [each, t(`dayOrder.${each}`)]),
          )}
          {choice(
            'decimal',
            (['auto', 'point', 'comma'] as const).map((each) => [each, t(`decimal.${each}`)]),
          )}
          {choice(
            'costUnit',
            (['major', 'minor', 'micros'] as const).map((each) => [each, t(`costUnit.${each}`)]),
          )}
          {choice(
            'encoding',
            FILE_ENCODINGS.map((each) => [each, each.toUpperCase()]),
          )}
          {choice('separator', [
            [',', t('separator.comma')],
            [';', t('separator.semicolon')],
            ['\t', t('separator.tab')],
          ])}
        </Group>
        <div class="buttons">
          <button type="submit" aria-disabled={busy}>
            {busy ? t('busy') : t('check.again')}
          </button>
        </div>
      </form>
    </details>
  );
}

/** Each header once: the first column of two with the same name is the one that is read. */
function headerOptions(headers: readonly string[]): Options {
  return [...new Set(headers)].filter(Boolean).map((header) => [header, header]);
}

function Group({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <fieldset class="reading-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: Options;
  onChange: (value: string) => void;
}) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
