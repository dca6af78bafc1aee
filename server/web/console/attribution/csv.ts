import { BYTE_ORDER_MARK, csvRow } from '../../../../shared/csv.ts';

/** Rows as a CSV file that spreadsheets read as UTF-8. */
export function toCsv(rows: (string | number)[][]): string {
  return BYTE_ORDER_MARK + rows.map(csvRow).join('');
}
