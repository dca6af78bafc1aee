import { DateTime } from 'luxon';
import { parseMoney } from '../../shared/money.ts';
import type { HistoryColumn } from '../../shared/wire/history.ts';

/** A row as it was read: texts from CSV, whatever JSON holds from NDJSON. */
export type HistoryRecord = Partial<Record<HistoryColumn, unknown>>;

/** Why a row cannot be taken. */
export class HistoryFault extends Error {
  override readonly name = 'HistoryFault';
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

export type Fields = ReturnType<typeof readFields>;

/** Reads a row's fields. Each function throws HistoryFault; an empty field is none. */
export function readFields(record: HistoryRecord, terms: { timeZone: string; currency: string }) {
  const raw = (name: HistoryColumn) => {
    const value = record[name];
    return value === undefined || value === null || value === '' ? null : value;
  };

  function text(name: HistoryColumn, longest: number): string | null {
    const value = raw(name);
    if (value === null) return null;
    if (typeof value === 'object' || typeof value === 'boolean') throw new HistoryFault(name, 'is no text');
    const trimmed = String(value).trim();
    if (trimmed.length > longest) throw new HistoryFault(name, `is longer than ${longest} characters`);
    return trimmed === '' ? null : trimmed;
  }

  function needed(name: HistoryColumn, longest: number): string {
    const value = text(name, longest);
    if (value === null) throw new HistoryFault(name, 'is missing');
    return value;
  }

  function whole(name: HistoryColumn, most: number): number | null {
    const value = text(name, 20);
    if (value === null) return null;
    if (!/^\d+$/.test(value) || Number(value) > most) {
      throw new HistoryFault(name, `is no whole number up to ${most}`);
    }
    return Number(value);
  }

  return {
    raw,
    text,
    needed,
    whole,
    /** An amount in minor units under `…_minor`, or as a decimal number. */
    money(name: 'amount' | 'discount'): number | null {
      const minor = whole(`${name}_minor`, 1e12);
      const typed = text(name, 40);
      if (minor !== null || typed === null) return minor;
      const parsed = parseMoney(typed, terms.currency);
      if (parsed === null || parsed > 1e12) {
        throw new HistoryFault(name, `“${typed}” is no amount of ${terms.currency}`);
      }
      return parsed;
    },
    flag(name: HistoryColumn): boolean {
      const value = raw(name);
      if (value === null || value === false) return false;
      if (value === true) return true;
      const word = typeof value === 'object' ? '' : String(value).toLowerCase();
      if (['1', 'true', 'yes'].includes(word)) return true;
      if (['0', 'false', 'no'].includes(word)) return false;
      throw new HistoryFault(name, 'is neither yes nor no');
    },
    /** ISO 8601, in the site's zone where it names none; or milliseconds since 1970. */
    time(name: HistoryColumn): number {
      const value = needed(name, 40);
      const at = /^\d{12,14}$/.test(value)
        ? Number(value)
        : DateTime.fromISO(value.replace(' ', 'T'), { zone: terms.timeZone }).toMillis();
      if (!Number.isFinite(at)) throw new HistoryFault(name, `“${value}” is no time`);
      return at;
    },
  };
}

const VISITOR = /^[0-9A-Za-z._-]{1,64}$/;

export function readVisitor(fields: Fields): string | null {
  const visitor = fields.text('visitor', 64);
  if (visitor !== null && !VISITOR.test(visitor)) {
    throw new HistoryFault('visitor', 'has other signs than letters, digits, . _ and -');
  }
  return visitor;
}

export function checkCurrency(fields: Fields, currency: string): void {
  const given = fields.text('currency', 10);
  if (given !== null && given.toUpperCase() !== currency) {
    throw new HistoryFault('currency', `is not ${currency}, in which the site counts`);
  }
}
