import { COLUMN_VALUES } from '../../../../shared/reportColumns.ts';
import type { PreviousPeriod } from '../../../../shared/wire/report.ts';
import type { Figures, Rate } from '../../../../shared/wire/reportFigures.ts';
import { money, number, percent } from '../say.ts';
import { t, texts } from '../texts.ts';
import type { Axis, Kind, TableColumn } from './columns.ts';
import { parts } from './credits.ts';

/** A figure of the table in words. */
export interface Cell {
  value: string;
  /** What it is made of, where that needs saying. */
  detail: string | null;
  /** A rate, and the range in which the true one lies; null where there are too few trials. */
  rate: { share: string; interval: string | null } | null;
  /** What became of it since the period before, or what it was there; null where that was not asked for. */
  before: string | null;
  isNothing: boolean;
}

const NONE = '–';

/** A column’s figure of a row, with its rate and its change. `isOne`: a row, and no sum of rows. */
export function cellOf(
  column: TableColumn,
  row: Figures & { previous: Figures | null },
  { currency, comparable, isOne = true }: { currency: string; comparable: boolean; isOne?: boolean },
): Cell {
  const figureOf = COLUMN_VALUES[column.name];
  const value = figureOf(row);
  // Of several sources together, some tell no clicks: their arrivals for each click would say nothing.
  const rated = column.rate !== 'arrival' || isOne ? column.rate : undefined;
  const rate = rated ? (row.rates?.[rated] ?? null) : null;
  return {
    value: say(value, column.kind, currency),
    detail: column.name === 'cost' ? feesOf(row, currency) : null,
    rate: rate && { share: percent(rate.share), interval: intervalOf(rate) },
    before: row.previous && changeOf(value, figureOf(row.previous), column.kind, { currency, comparable }),
    isNothing: !value,
  };
}

/** What of the cost is no media. */
function feesOf({ cost }: Figures, currency: string): string | null {
  const feesMinor = cost ? cost.platformFeeMinor + cost.agencyFeeMinor : 0;
  return feesMinor === 0 ? null : t('attribution.fees', { fees: money(feesMinor, currency) });
}

function say(value: number | null, kind: Kind, currency: string): string {
  if (value === null) return NONE;
  if (kind === 'money') return money(value, currency);
  if (kind === 'share') return percent(value);
  if (kind === 'ratio') return number(Math.round(value * 100) / 100);
  return kind === 'count' ? number(value) : parts(value);
}

/** Where the true rate lies with 95 % confidence: `38.3–45.0%`. */
export function intervalOf({ interval }: Rate): string | null {
  if (!interval) return null;
  const [low, high] = interval;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${new Intl.NumberFormat(texts.locale(), digits).format(low * 100)}–${percent(high)}`;
}

/**
 * The change since the period before. Where the two may not be compared, and where there was nothing to
 * grow from, what it was is said instead.
 */
export function changeOf(
  now: number | null,
  before: number | null,
  kind: Kind,
  { currency, comparable }: { currency: string; comparable: boolean },
): string | null {
  if (before === null) return null;
  const was = t('figures.before', { value: say(before, kind, currency) });
  if (!comparable || now === null) return was;
  if (kind === 'share') return t('attribution.points', { points: signed((now - before) * 100) });
  return before <= 0 ? was : signed((now - before) / before, 'percent');
}

function signed(value: number, style: 'decimal' | 'percent' = 'decimal'): string {
  const format = { style, maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  return new Intl.NumberFormat(texts.locale(), format).format(value);
}

/** Whether figures of the two periods that are counted by this day may be compared. */
export function isComparable({ comparable }: PreviousPeriod, axis: Axis): boolean {
  return comparable.credited && (axis !== 'arrivalDay' || comparable.cohorts);
}
