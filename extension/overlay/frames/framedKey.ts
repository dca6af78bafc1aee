const BETWEEN = '\n';

/** The key of a position in a frame: it may be another page's, which has a position of the same name. */
export function framedKey(address: string, key: string): string {
  return address + BETWEEN + key;
}

/** The address of the framed page and its own key of the position; no address: it is the page's own. */
export function pageOfKey(key: string): [address: string, key: string] {
  const end = key.indexOf(BETWEEN);
  return end < 0 ? ['', key] : [key.slice(0, end), key.slice(end + 1)];
}
