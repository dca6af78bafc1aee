import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser that the tests drive: `CHROME_PATH`, else one that is installed, else one that Puppeteer
 * downloaded before. Null where there is none.
 */
export async function findBrowser(): Promise<string | null> {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const candidates = [
    process.env.CHROME_PATH,
    ...NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}`)),
    ...PLACES,
    await downloadedBrowser(),
  ];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

function downloadedBrowser(): Promise<string | undefined> {
  return puppeteer.executablePath().catch(() => undefined); // It throws where it has downloaded none.
}

/** Finds a browser or installs one, and says what it does. Throws where neither works. */
export async function ensureBrowser(): Promise<string> {
  const found = await findBrowser();
  if (found) return found;
  console.log('No Chromium, Chrome or Edge found. Trying Puppeteer’s own download …');
  try {
    execFileSync(process.execPath, ['node_modules/puppeteer/install.mjs'], {
      // Where it fails, its stack traces say less than our one line.
      stdio: 'ignore',
      env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: 'false' },
      timeout: 180_000,
    });
  } catch {
    console.log('The download failed.');
  }
  if (!(await findBrowser()) && process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('Installing Debian’s chromium: apt-get install chromium …');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const browser = await findBrowser();
  if (browser) return browser;
  throw new Error('The tests need a browser: install Chromium, Chrome or Edge, or set CHROME_PATH to one.');
}

/** A headless browser that talks to nobody but the test's own servers. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    executablePath: await ensureBrowser(),
    headless: true,
    pipe: true,
    ...options,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  });
}
