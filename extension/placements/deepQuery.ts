const STEP = ' >>> ';
/** A page may hold thousands of components: so many are stepped into. */
const MAX_ROOTS = 50;

export interface DeepQuery {
  elements: Element[];
  /** The shadow roots and documents of frames that were stepped into. */
  roots: Node[];
}

/** Like querySelectorAll, but ` >>> ` steps into an open shadow root, or into a frame of the same origin. */
export function deepQuery(root: ParentNode, selector: string): DeepQuery {
  const [last = '', ...hosts] = selector.split(STEP).reverse();
  let roots: ParentNode[] = [root];
  for (const host of hosts.reverse()) {
    roots = roots
      .flatMap((each) => [...each.querySelectorAll(host)].slice(0, MAX_ROOTS).map(innerOf))
      .filter((inner) => inner !== null)
      .slice(0, MAX_ROOTS);
  }
  return {
    elements: roots.flatMap((each) => [...each.querySelectorAll(last)]),
    roots: hosts.length > 0 ? roots : [],
  };
}

function innerOf(host: Element): ParentNode | null {
  if (host.shadowRoot) return host.shadowRoot;
  // A frame of another origin answers null, or throws.
  try {
    return 'contentDocument' in host ? (host.contentDocument as Document | null) : null;
  } catch {
    return null;
  }
}
