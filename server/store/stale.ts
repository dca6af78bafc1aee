/** A row is no longer as it was read: someone else's change came first. What was decided is decided anew. */
export class StaleRow extends Error {
  override readonly name = 'StaleRow';
}
