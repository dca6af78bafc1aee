import { SPEND_COLUMNS } from '../../../../shared/wire/spend.ts';
import { download } from '../attribution/download.ts';

/** What a row of the template may leave out, because it says nothing of a day's spend. */
const NOT_OURS = ['currency', 'until'];

/** Hands over a file with our own columns and one line to write over. */
export function downloadTemplate(today: string): void {
  const columns = SPEND_COLUMNS.filter((column) => !NOT_OURS.includes(column));
  const example = [today, 'google', 'cpc', 'autumn', '', '', '120', '4800', '36.50', 'media'];
  download('spend-template.csv', `${columns.join(',')}\r\n${example.join(',')}\r\n`);
}
