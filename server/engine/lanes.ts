/** Has at most so many things done at the same time; whatever else comes waits its turn, in order. */
export type Lanes = <Value>(run: () => Promise<Value>) => Promise<Value>;

export function makeLanes(most: number): Lanes {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await run();
    } finally {
      // Whoever is next takes over the place.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
