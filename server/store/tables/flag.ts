/** A boolean as every engine holds it. */
export type Flag = 0 | 1;
