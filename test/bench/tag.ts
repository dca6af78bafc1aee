import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Bench } from './bench.ts';
import { figureOf } from './figures.ts';

const TAG = fileURLToPath(new URL('../../dist/tag.js', import.meta.url));
const MOST_BYTES = 2_300;

/** What every page of every shop waits for. */
export const tag: Bench = async () => {
  if (!existsSync(TAG)) {
    const build = fileURLToPath(new URL('../../snippet/build.ts', import.meta.url));
    execFileSync(process.execPath, [build]);
  }
  const bytes = brotliCompressSync(readFileSync(TAG)).length;
  return [
    {
      what: 'the tag',
      unit: 'bytes brotli',
      figure: figureOf([bytes]),
      target: '≤ 2,300',
      isMet: bytes <= MOST_BYTES,
      note: '',
    },
  ];
};
