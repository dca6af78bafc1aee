/** The seal: an open ring with a stroke that closes it. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" class="mark">
      <path d="M16.6 6.1A11 11 0 1 0 25.9 15.4" />
      <path d="M10.2 16.4l4.9 5L28 5.2" />
    </svg>
  );
}
