/** Rows by a figure, greatest first unless `ascending`; equal ones keep their order, unknown ones come last. */
export function sortByFigure<Row>(
  rows: readonly Row[],
  figureOf: (row: Row) => number | null,
  ascending: boolean,
): Row[] {
  const known = rows.flatMap((row) => {
    const figure = figureOf(row);
    return figure === null ? [] : [{ row, figure }];
  });
  const sign = ascending ? 1 : -1;
  known.sort((a, b) => sign * (a.figure - b.figure));
  const placed = new Set(known.map(({ row }) => row));
  return [...known.map(({ row }) => row), ...rows.filter((row) => !placed.has(row))];
}
