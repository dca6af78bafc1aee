import type { BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { CollectInput } from '../actions/collect.ts';
import type { Snapshot, SnapshotInput } from '../actions/funnel.ts';
import type { LivePart } from '../actions/liveChange.ts';
import type { Repeatable } from '../actions/once.ts';
import type { Input, Output, Reads, Writes } from '../actions/registry.ts';
import type { Outcome } from '../domain/outcome.ts';

/** Runs actions on the store, wherever it is. What it answers is on disk. */
export interface Engine {
  /** Takes one beacon; many that wait at the same time share a transaction. */
  collect(input: CollectInput): Promise<Outcome<BeaconAnswer>>;
  write<Name extends keyof Writes>(
    name: Name,
    input: Input<Writes[Name]>,
    repeatable?: Repeatable | null,
  ): Promise<Output<Writes[Name]>>;
  read<Name extends keyof Reads>(name: Name, input: Input<Reads[Name]>): Promise<Output<Reads[Name]>>;
  /** A funnel as it stands between two commits: every change that is told later is not in it yet. */
  snapshot(input: SnapshotInput): Promise<Outcome<Snapshot>>;
  /** The sites whose changes someone watches; of others nothing is told. */
  watch(siteIds: readonly string[]): void;
  onChange(listener: (part: LivePart) => void): void;
  /** Changes may have been made that nobody was told: who watches must read anew. */
  onGap(listener: () => void): void;
  /** How much is waiting: the server answers `busy` before this grows without bound. */
  waiting(): number;
  /** Resolves when the store has stopped by itself: nothing can be answered any more. */
  failed: Promise<Error>;
  /** Finishes what was begun, then lets go of the store. */
  close(): Promise<void>;
}
