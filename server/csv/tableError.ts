/** Why a file cannot be read as a table at all. */
export type TableFault = 'badEncoding' | 'badQuotes' | 'tooLong' | 'noTable';

/** A file that is no table from some line on. Lines are those that an editor counts. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly fault: TableFault;
  readonly line: number;
  constructor(fault: TableFault, line: number) {
    super(`line ${line}: ${fault}`);
    this.fault = fault;
    this.line = line;
  }
}
