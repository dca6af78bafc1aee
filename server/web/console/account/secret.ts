/** The secret in a link's fragment: fragments never reach a server's log. */
export function linkSecret(): string {
  return location.hash.slice(1);
}
