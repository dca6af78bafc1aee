import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { SpendCheck, SpendImported, SpendReading } from '../../shared/wire/spend.ts';
import { dayText } from '../domain/day.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SpendMapping } from '../domain/spendMapping.ts';
import type { SpendLine } from '../domain/spendRow.ts';
import { byPlatform, type SpendPart, SpendSummary, totalOf } from '../domain/spendSummary.ts';
import type { Engine } from '../engine/engine.ts';
import {
  faultFrom,
  openSpendFile,
  readSpendLines,
  type SpendFile,
  summarise,
  unreadFile,
} from './spendFile.ts';
import type { Upload } from './upload.ts';

/** Lines that cross to the writer at once: a few milliseconds of its time. */
const LINES_A_JOB = 500;
const SHOWN_PLATFORMS = 100;

export interface SpendUpload {
  engine: Engine;
  siteId: string;
  upload: Upload;
  chosen: Partial<SpendReading>;
}

interface Read {
  file: SpendFile;
  summary: SpendSummary;
  parts: SpendPart[];
  currency: string;
  /** Of the file and of how it is read. */
  hash: string;
}

/** A file as it would be imported; nothing is changed. */
export async function checkSpend(given: SpendUpload): Promise<Outcome<SpendCheck>> {
  const read = await readUpload(given);
  if (!read.ok) return read;
  const { file, summary, parts, currency, hash } = read.value;
  const { engine, siteId } = given;
  const weight = await engine.read('weighSpend', { siteId, hash, parts });
  if (!weight.ok) return weight;
  return done({
    reading: file.reading,
    format: file.isKnown ? file.format.id : null,
    remembered: file.isRemembered,
    headerLine: file.headerLine,
    headers: file.headers,
    currency,
    rows: summary.rows,
    skipped: summary.skipped,
    rounded: summary.rounded,
    from: parts[0] ? dayText(parts[0].day) : null,
    to: parts[0] ? dayText(parts.at(-1)?.day ?? 0) : null,
    days: new Set(parts.map(({ day }) => day)).size,
    ...totalOf(parts),
    platforms: byPlatform(parts).slice(0, SHOWN_PLATFORMS),
    first: summary.first.map(({ isRounded: _, day, ...line }) => ({ ...line, day: dayText(day) })),
    replaces: weight.value.replaces,
    unchanged: weight.value.sameAs !== null && summary.errorCount === 0,
    errors: summary.errors,
    errorCount: summary.errorCount,
  });
}

/** Imports a file without an error in it; the days it names stand anew once its last line is in. */
export async function importSpend(
  given: SpendUpload & { fileName: string; userId: string; now: () => number },
): Promise<Outcome<SpendImported>> {
  const read = await readUpload(given);
  if (!read.ok) return read;
  const { summary, parts, hash } = read.value;
  if (summary.errorCount > 0) return refused(summary);
  const { engine, siteId, fileName, userId } = given;
  const weight = await engine.read('weighSpend', { siteId, hash, parts });
  if (!weight.ok) return weight;
  const { sameAs, replaces } = weight.value;
  if (sameAs !== null) return done({ unchanged: true, id: sameAs, rows: summary.rows, replacedDays: 0 });
  const beginning = { siteId, fileName, hash, userId, rows: summary.rows, parts, now: given.now() };
  const begun = await engine.write('beginSpend', beginning);
  if (!begun.ok) return begun;
  const { id } = begun.value;
  try {
    const loaded = await load(given, read.value, id);
    if (!loaded.ok) return loaded;
  } finally {
    // Finished, it no longer is to be dropped, and this changes nothing.
    await engine.write('dropSpend', { siteId, importId: id });
    await sweep(engine, siteId);
  }
  return done({ unchanged: false, id, rows: summary.rows, replacedDays: replaces.days });
}

async function load(
  { engine, siteId, upload, now }: SpendUpload & { now: () => number },
  { file, currency }: Read,
  importId: string,
): Promise<Outcome<null>> {
  let lines: SpendLine[] = [];
  const flush = async () => {
    const outcome = await engine.write('addSpend', { siteId, importId, lines });
    lines = [];
    return outcome;
  };
  for await (const { read } of readSpendLines(upload.file, file, currency)) {
    if ('spend' in read) lines.push(read.spend);
    if (lines.length < LINES_A_JOB) continue;
    const added = await flush();
    if (!added.ok) return added;
  }
  const added = lines.length > 0 ? await flush() : done(null);
  if (!added.ok) return added;
  const { encoding: _encoding, separator: _separator, ...mapping } = file.reading;
  const { headersHash } = file;
  return engine.write('finishSpend', { siteId, importId, headersHash, mapping, now: now() });
}

/** Deletes what no day goes by any more, in steps between which others have their turn. */
export async function sweep(engine: Engine, siteId: string): Promise<void> {
  for (let more = true; more; ) {
    const swept = await engine.write('sweepSpend', { siteId });
    more = swept.ok && swept.value.more;
  }
}

async function readUpload({ engine, siteId, upload, chosen }: SpendUpload): Promise<Outcome<Read>> {
  const site = await engine.read('recallSpendMapping', { siteId, headersHash: null });
  if (!site.ok) return site;
  const { currency } = site.value;
  const recall = async (headersHash: string): Promise<SpendMapping | null> => {
    const kept = await engine.read('recallSpendMapping', { siteId, headersHash });
    return kept.ok ? kept.value.mapping : null;
  };
  const { file, summary } = await readWhole(upload.file, chosen, currency, recall);
  if (summary.rows === 0 && summary.errorCount === 0) {
    summary.fault(file.headerLine, { column: null, fault: 'noTable', value: '' });
  }
  const hash = createHash('sha256')
    .update(upload.hash + JSON.stringify(sorted(file.reading)))
    .digest('hex');
  return done({ file, summary, parts: summary.parts, currency, hash });
}

async function readWhole(
  upload: FileHandle,
  chosen: Partial<SpendReading>,
  currency: string,
  recall: (headersHash: string) => Promise<SpendMapping | null>,
): Promise<{ file: SpendFile; summary: SpendSummary }> {
  try {
    const file = await openSpendFile(upload, chosen, recall);
    return { file, summary: await summarise(upload, file, currency) };
  } catch (error) {
    const summary = new SpendSummary();
    faultFrom(error, summary);
    return { file: unreadFile(chosen), summary };
  }
}

/** Alike however its fields were ordered. */
function sorted(reading: SpendReading): unknown[] {
  const { columns, ...rest } = reading;
  return [Object.entries(columns).sort(), Object.entries(rest).sort()];
}

function refused(summary: SpendSummary): Outcome<never> {
  const errors = summary.errors.map(({ line, column, fault, value }) => ({
    field: column === null ? `line ${line}` : `line ${line}, ${column}`,
    message: value === '' ? fault : `${fault}: ${value}`,
  }));
  const detail = `Nothing was imported: the file has ${summary.errorCount} errors, \`errors\` names the first.`;
  return failed('invalidInput', detail, { errors });
}
