/**
 * What a failed statement means for whoever asked.
 * `raced`: another change came first; in the same transaction, from a savepoint on, it may be decided anew.
 * `again`: the engine gave this transaction up for another one's sake; the whole of it may be tried again.
 * `away`: the database does not answer; what was not committed is gone.
 * `fault`: it fails again as often as it is tried.
 */
export type StoreFailure = 'raced' | 'again' | 'away' | 'fault';
