import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { TableError } from './tableError.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const NEWLINE = 0x0a;
/** Between two pieces others have their turn: what is in one takes some milliseconds to understand. */
const PIECE = 16 * 1024;
/** A line of a table is never that long; a file of another kind may have no line ends at all. */
const LONGEST_LINE = 1024 * 1024;

/**
 * Finds out how a file's text is encoded: by its byte order mark, else UTF-8 where every byte of it is, else
 * GB18030. A file whose Chinese is UTF-8 up to a broken line is UTF-8 with a broken line: reading that as
 * GB18030 would give other words. Throws TableError with that line.
 */
export async function detectEncoding(file: FileHandle): Promise<Encoding> {
  const marked = await readMark(file);
  if (marked) return marked;
  let line = 1;
  let hasOther = false;
  for await (const block of lineBlocks(file)) {
    if (!isUtf8(block)) {
      const broken = firstBroken(block, line, hasOther);
      if (broken === null) return 'gb18030';
      throw new TableError('badEncoding', broken);
    }
    hasOther ||= isOther(block);
    line += countLines(block);
  }
  return 'utf-8';
}

async function readMark(file: FileHandle): Promise<Encoding | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
  if (bytesRead < 2) return null;
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
  return buffer[0] === 0xfe && buffer[1] === 0xff ? 'utf-16be' : null;
}

/** From its beginning, whatever was read of it before. A stream would close the file for those who come after. */
async function* readFrom(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(PIECE), 0, PIECE, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

/** The line of a block that is no UTF-8; null where nothing before it shows that the file was meant to be. */
function firstBroken(block: Buffer, startLine: number, wasOther: boolean): number | null {
  let line = startLine;
  let hasOther = wasOther;
  for (let from = 0; from < block.length; line++) {
    const end = block.indexOf(NEWLINE, from);
    const text = block.subarray(from, end === -1 ? block.length : end);
    if (!isUtf8(text)) return hasOther ? line : null;
    hasOther ||= isOther(text);
    from = end === -1 ? block.length : end + 1;
  }
  return null;
}

/** Whether valid UTF-8 has more than ASCII in it. */
function isOther(bytes: Buffer): boolean {
  // A byte order mark says nothing of what follows.
  return bytes.some((byte) => byte > 0x7f && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
}

function countLines(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(NEWLINE); at !== -1; at = block.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}

/** A file in blocks of whole lines: no character is cut, in neither UTF-8 nor GB18030. */
async function* lineBlocks(file: FileHandle): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of readFrom(file)) {
    const cut = chunk.lastIndexOf(NEWLINE) + 1;
    if (cut === 0) {
      rest = Buffer.concat([rest, chunk]);
      if (rest.length > LONGEST_LINE) throw new TableError('tooLong', 1);
      continue;
    }
    yield Buffer.concat([rest, chunk.subarray(0, cut)]);
    rest = Buffer.from(chunk.subarray(cut));
  }
  if (rest.length > 0) yield rest;
}

/** A file's text, in pieces. Throws TableError with the line near which a byte is not of the encoding. */
export async function* decodeFile(file: FileHandle, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  const decode = (bytes?: Buffer) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      throw new TableError('badEncoding', line);
    }
  };
  for await (const chunk of readFrom(file)) {
    const text = decode(chunk);
    yield text;
    line += text.split('\n').length - 1;
  }
  yield decode();
}
