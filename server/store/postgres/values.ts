import pg from 'pg';

const INT8 = 20;
const NUMERIC = 1700;

/**
 * int8 and numeric come as text, because JavaScript's numbers end before theirs. Here they are counts, keys of 52
 * bits, times, money and sums of those: a number that JavaScript cannot hold exactly is refused, never rounded.
 */
export const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8 || oid === NUMERIC ? toNumber : pg.types.getTypeParser(oid, format),
};

function toNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`${text} is no integer that JavaScript holds exactly`);
  return number;
}

/** PostgreSQL's text has no NUL, and what people send may have one; NaN is nothing, as the embedded engine has it. */
export function toParameter(value: unknown): unknown {
  if (Number.isNaN(value)) return null;
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}
