/** The store could not do this now; nothing is wrong with what was asked. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}
