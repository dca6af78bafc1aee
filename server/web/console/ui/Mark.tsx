/** The seal: an open ring with a stroke that closes it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" class="mark">
      <path d="M24.3 7.7A11.75 11.75 0 1 0 27.75 16" />
      <path d="M10.5 16.5l4.5 4.5L28 6.5" />
    </svg>
  );
}
