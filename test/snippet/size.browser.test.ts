import { readFileSync } from 'node:fs';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';

const TAG = new URL('../../dist/tag.js', import.meta.url);

it('is at most 2,300 bytes of brotli, and what is served compressed is the same', () => {
  const code = readFileSync(TAG);
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(2300);
  expect(brotliDecompressSync(readFileSync(`${TAG.pathname}.br`)).equals(code)).toBe(true);
});
