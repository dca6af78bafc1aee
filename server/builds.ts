import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Where `npm run build:extension` puts the extension. */
export const EXTENSION_FOLDER = join(ROOT, '.output', 'chrome-mv3');

/** Each part that is built, and a file that says that it was. */
const PARTS: [script: string, made: string][] = [
  ['build:tag', join(ROOT, 'dist', 'tag.js')],
  ['build:web', join(ROOT, 'dist', 'web', 'console', 'index.html')],
  ['build:extension', join(EXTENSION_FOLDER, 'manifest.json')],
];

/** Builds what is not there yet, and says so. Throws where a build fails. */
export function buildMissing(say: (text: string) => void): void {
  for (const [script, made] of PARTS) {
    if (existsSync(made)) continue;
    say(`Building: npm run ${script} …`);
    execFileSync('npm', ['run', '--silent', script], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
