/** A table by its key, in the key's order, and its columns. A column that may be null ends with `?`. */
export interface TableParts {
  key: string[];
  columns: Record<string, 'text' | 'bigint' | 'integer'>;
}
