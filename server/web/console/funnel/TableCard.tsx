import type { ComponentChildren } from 'preact';

/** A card around a table that scrolls sideways by itself where it is wider than the page. */
export function TableCard({
  id,
  title,
  note,
  foot,
  children,
}: {
  id: string;
  title: string;
  note?: string;
  foot?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <div class="card table-card">
      <h2 id={id}>{title}</h2>
      {note && <p class="muted small-text">{note}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <section class="scroll" aria-labelledby={id} tabIndex={0}>
        <table>{children}</table>
      </section>
      {foot}
    </div>
  );
}
