import { BYTE_ORDER_MARK, csvRow } from '../../../../shared/csv.ts';
import { download } from '../attribution/download.ts';

/** A table as a file: its name without an ending, and its rows, made when they are asked for. */
export interface CsvFile {
  name: string;
  rows: () => (string | number)[][];
}

/** A file's text, which spreadsheets read as UTF-8 and run nothing of. */
export function csvText({ rows }: CsvFile): string {
  return BYTE_ORDER_MARK + rows().map(csvRow).join('');
}

export function downloadCsv(file: CsvFile): void {
  download(`${file.name}.csv`, csvText(file));
}
