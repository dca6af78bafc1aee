/**
 * Waits for statements that do not need each other's answers: where the engine is a server they share a round trip.
 * Throws what failed first, and not before all have ended: none of them runs on into whatever comes next.
 */
export async function together<Values extends readonly unknown[]>(
  running: readonly [...{ [At in keyof Values]: Promise<Values[At]> }],
): Promise<Values> {
  const ended = Promise.allSettled(running);
  try {
    return (await Promise.all(running)) as unknown as Values;
  } finally {
    await ended;
  }
}
