/** The mark: an open ring and the stroke that closes it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16.6 6.1A11 11 0 1 0 25.9 15.4" />
      <path d="M10.2 16.4l4.9 5L28 5.2" />
    </svg>
  );
}
