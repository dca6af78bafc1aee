/** A clock that can stand in the past until it is let go: for filling in what has been. */
export interface MovableClock {
  now(): number;
  /** Stands still at this time. */
  moveTo(at: number): void;
  /** Goes with the machine's own clock again. */
  letGo(): void;
}

export function makeClock(): MovableClock {
  let standing: number | null = null;
  return {
    now: () => standing ?? Date.now(),
    moveTo(at) {
      standing = at;
    },
    letGo() {
      standing = null;
    },
  };
}
