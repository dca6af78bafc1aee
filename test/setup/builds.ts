import { execFileSync } from 'node:child_process';
import { ensureBrowser } from './browser.ts';

/** Browser tests run against what users get: a browser is found or installed, and everything is built once. */
export default async function setup(): Promise<void> {
  console.log(`Browser for the tests: ${await ensureBrowser()}`);
  if (process.env.BACKSTAMP_BUILT) return;
  for (const script of ['build:tag', 'build:web', 'build:extension']) {
    console.log(`Building: npm run ${script}`);
    execFileSync('npm', ['run', '--silent', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  // Another project of this run finds them built.
  process.env.BACKSTAMP_BUILT = '1';
}
