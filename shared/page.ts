/** The page under which everything is counted once a site, a day or a visitor has met too many. */
export const OTHER_PAGE = '(other)';

const MAX_PATH = 300;

/**
 * The canonical path that names a page: no query, no `index.html`, no slash at the end, percent-encoding
 * in one spelling. The hash counts only where the site's routes live in it (`#/sofas`, `#!/sofas`).
 * Returns null for an address that is no web page.
 */
export function pagePath(address: string, hashRoutes = false): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const route = hashRoutes ? /^#!?(\/[^?]*)/.exec(url.hash)?.[1] : undefined;
  const path = spell(url.pathname)
    .replace(/\/index\.html?$/i, '/')
    .replace(/\/{2,}/g, '/');
  const bare = path.length > 1 ? path.replace(/\/$/, '') : path;
  return (route ? `${bare}#${spell(route)}` : bare).slice(0, MAX_PATH);
}

/** One spelling for `%e5%ba%8a`, `%E5%BA%8A` and `床`: the readable one, where it is valid UTF-8. */
function spell(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
