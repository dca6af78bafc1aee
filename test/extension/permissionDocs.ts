import { readFileSync } from 'node:fs';

/** Where each permission is explained: to people, and to the stores. */
const DOCS = ['docs/privacy.md', 'extension/store/listing.en.md', 'extension/store/listing.zh-CN.md'];

interface Manifest {
  permissions: string[];
  host_permissions?: string[];
  web_accessible_resources?: unknown[];
}

export interface Asked {
  /** Of a built extension. */
  permissions: string[];
  /** What it has without having asked, and what pages can reach. */
  unasked: unknown[];
  /** By page: what its table explains. */
  explained: Record<string, string[]>;
}

export function permissionsOf(build: string): Asked {
  const manifest = JSON.parse(readFileSync(`${build}/manifest.json`, 'utf8')) as Manifest;
  const { permissions, host_permissions = [], web_accessible_resources = [] } = manifest;
  const isChrome = build.includes('chrome');
  const explained = DOCS.map((file) => [
    file,
    explainedIn(file).filter((name) => isChrome || name !== 'sidePanel'),
  ]);
  return {
    permissions: permissions.toSorted(),
    unasked: [...host_permissions, ...web_accessible_resources],
    explained: Object.fromEntries(explained),
  };
}

/** The first column of the table names them. */
function explainedIn(file: string): string[] {
  const text = readFileSync(file, 'utf8').split('\n## The browser extension').at(-1) ?? '';
  return [...text.matchAll(/^\| `(\w+)`[^|]*\| \S/gm)].map(([, name]) => name ?? '').sort();
}
