import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Bench, inFolder } from './bench.ts';
import { figureOf } from './figures.ts';
import { openSeeded } from './seeded.ts';

const EVENTS = 1_000_000;
const MOST_BYTES = 120;

/** What an event takes on disk, with all that was counted of it. */
export const disk: Bench = ({ say }) =>
  inFolder(async (folder) => {
    const seeded = await openSeeded(folder, EVENTS, say);
    await seeded.server.close();
    const bytes = statSync(seeded.path).size / EVENTS;
    return [
      {
        what: 'disk, an event with its counters and keys',
        unit: 'bytes',
        figure: figureOf([bytes]),
        target: '≤ 120 (aim 80)',
        isMet: bytes <= MOST_BYTES,
        note: shares(seeded.path),
      },
    ];
  });

/** The largest tables and indexes, in bytes an event. */
function shares(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare('select name, sum(pgsize) as bytes from dbstat group by name order by bytes desc limit 5')
    .all() as { name: string; bytes: number }[];
  database.close();
  return rows.map(({ name, bytes }) => `${name} ${(bytes / EVENTS).toFixed(1)}`).join(', ');
}
