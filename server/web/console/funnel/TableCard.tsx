import type { ComponentChildren } from 'preact';
import { CsvButton } from '../ui/CsvButton.tsx';
import type { CsvFile } from '../ui/csvFile.ts';

/** A card around a table that scrolls sideways by itself where it is wider than the page. */
export function TableCard({
  id,
  title,
  note,
  foot,
  file,
  children,
}: {
  id: string;
  title: string;
  note?: string;
  foot?: ComponentChildren;
  /** The same as a file. */
  file?: CsvFile;
  children: ComponentChildren;
}) {
  return (
    <div class="card table-card">
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {file && <CsvButton title={title} file={file} />}
      </div>
      {note && <p class="muted small-text">{note}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <section class="scroll" aria-labelledby={id} tabIndex={0}>
        <table>{children}</table>
      </section>
      {foot}
    </div>
  );
}
