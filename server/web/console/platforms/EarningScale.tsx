/** Where the cost of a click lies beside what it earns; the figures under it say the same in words. */
export function EarningScale({ costMinor, earnsMinor }: { costMinor: number; earnsMinor: number[] }) {
  const [worst = 0, counted = 0, best = 0] = earnsMinor;
  const most = Math.max(best, costMinor) * 1.05;
  if (most === 0) return null;
  const at = (amount: number) => `${(amount / most) * 100}%`;
  return (
    <div class="earning-scale" aria-hidden="true">
      <i class="range" style={{ insetInlineStart: at(worst), width: at(best - worst) }} />
      <i class="counted" style={{ insetInlineStart: at(counted) }} />
      <i class="cost" style={{ insetInlineStart: at(costMinor) }} />
    </div>
  );
}
