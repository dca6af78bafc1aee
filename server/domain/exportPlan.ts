import type { ColumnKind } from './exportCells.ts';

/** A table as it is exported: a page follows the one before by the table's own key, `site_id` left out. */
export interface ExportPlan {
  table: string;
  key: readonly string[];
  /** The column by which days are chosen; null where the table has none. */
  when: { column: string; is: 'time' | 'day' } | null;
  /** Every column but `site_id`, in the order in which they are written. */
  columns: Record<string, ColumnKind>;
}
