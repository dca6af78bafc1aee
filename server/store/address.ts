const SQLITE = 'sqlite:';

/** The file of an embedded database; null where the address is a server's. */
export function sqlitePath(url: string): string | null {
  return url.startsWith(SQLITE) ? url.slice(SQLITE.length) : null;
}
