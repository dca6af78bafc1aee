import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

/** The whole tag as a browser receives it: every page of every shop waits for these bytes. */
const BUDGET_BROTLI_BYTES = 2300;
const OUT = fileURLToPath(new URL('../dist/tag.js', import.meta.url));

/** One self-contained script. Terser after esbuild saves some 200 bytes of brotli. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./tag.ts', import.meta.url))],
    bundle: true,
    minifySyntax: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    // Its settings are the first that could fail, in a loader that hides the script: not even that reaches the page.
    banner: { js: 'try{' },
    footer: { js: '}catch{}' },
  });
  const { code } = await minify(outputFiles[0]?.text ?? '', {
    ecma: 2020,
    toplevel: true,
    compress: {
      passes: 4,
      inline: 1,
      hoist_funs: true,
      pure_getters: true,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_comps: true,
      unsafe_methods: true,
    },
  });
  return code ?? '';
}

const code = await bundle();
const gzip = gzipSync(code, { level: 9 });
const brotli = brotliCompressSync(code); // At its highest quality, which is also Node's default.
await mkdir(fileURLToPath(new URL('../dist/', import.meta.url)), { recursive: true });
await Promise.all([writeFile(OUT, code), writeFile(`${OUT}.gz`, gzip), writeFile(`${OUT}.br`, brotli)]);
console.log(
  `dist/tag.js: ${code.length} bytes, gzip ${gzip.length}, brotli ${brotli.length} of ${BUDGET_BROTLI_BYTES}`,
);
if (brotli.length > BUDGET_BROTLI_BYTES) {
  console.error(`The tag is ${brotli.length - BUDGET_BROTLI_BYTES} bytes over its budget.`);
  process.exitCode = 1;
}
