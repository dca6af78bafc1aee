import { t } from '../texts.ts';
import { type CsvFile, downloadCsv } from './csvFile.ts';

/** Hands a table over as a file. `title` says which, to whoever does not see it beside the button. */
export function CsvButton({ title, file }: { title: string; file: CsvFile }) {
  return (
    <button
      type="button"
      class="quiet small"
      aria-label={`${title}: ${t('csv.download')}`}
      onClick={() => downloadCsv(file)}
    >
      CSV
    </button>
  );
}
