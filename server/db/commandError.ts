/** What the operator can mend: its message is one sentence, or a few. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
