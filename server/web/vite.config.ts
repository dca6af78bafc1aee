import { existsSync } from 'node:fs';
import { defineConfig } from 'vite';

const pages = ['console', 'till', 'demo'];
const root = import.meta.dirname;

/** Every page is built from its own index.html into dist/web; what they share is built once into dist/web/assets. */
export default defineConfig({
  root,
  // The default would copy a folder that only some pages have.
  publicDir: false,
  server: { proxy: { '/v1': 'http://localhost:8787', '/tag.js': 'http://localhost:8787' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // The pages' policy allows images as data:, nothing else.
    assetsInlineLimit: (file) => (/\.(svg|png)$/.test(file) ? undefined : false),
    // The chart library: fetched only where a chart is shown.
    chunkSizeWarningLimit: 560,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(
        pages
          .map((page) => [page, `${root}/${page}/index.html`])
          .filter(([, file]) => existsSync(file ?? '')),
      ),
    },
  },
});
