import { DatabaseSync } from 'node:sqlite';

/** Whether any process has an embedded database open, be it only to read. */
export function isInUse(path: string): boolean {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // Alone it gets the whole file; every open connection holds a share of it.
    database.exec('pragma locking_mode = exclusive; begin immediate; rollback');
    return false;
  } catch (error) {
    if (/locked|busy/.test(String(error))) return true;
    throw error;
  } finally {
    database.close();
  }
}
