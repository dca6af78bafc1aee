import { useState } from 'preact/hooks';
import type { SpendCheck, SpendError, SpendReading } from '../../../../shared/wire/spend.ts';
import { day, money, number } from '../say.ts';
import { type ConsoleKey, t } from '../texts.ts';
import { FirstRows } from './FirstRows.tsx';
import { ReadingForm } from './ReadingForm.tsx';

/** A file as it would be imported: in words, its first lines, its errors, and how it is read. */
export function CheckView({
  check,
  busy,
  onCheck,
  onImport,
  onClose,
}: {
  check: SpendCheck;
  busy: boolean;
  onCheck: (reading: SpendReading) => void;
  onImport: () => void;
  onClose: () => void;
}) {
  const [isStale, setStale] = useState(false);
  const mayImport = check.errorCount === 0 && !check.unchanged && !isStale;
  return (
    <>
      <Summary check={check} />
      {check.errorCount > 0 && <Errors check={check} />}
      {check.first.length > 0 && <FirstRows check={check} />}
      <ReadingForm check={check} busy={busy} onEdit={() => setStale(true)} onCheck={onCheck} />
      <div class="buttons">
        {mayImport && (
          <button type="button" class="primary" aria-disabled={busy} onClick={onImport}>
            {busy ? t('busy') : t('check.import', { count: check.rows })}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
        {isStale && <span class="muted small-text">{t('check.stale')}</span>}
      </div>
    </>
  );
}

function Summary({ check }: { check: SpendCheck }) {
  const { currency, from, to, replaces } = check;
  const words = {
    count: check.rows,
    from: from === null ? '' : day(from),
    to: to === null ? '' : day(to),
    cost: money(check.costMinor, currency),
    clicks: number(check.clicks),
  };
  return (
    <div class="check-summary">
      {check.rows > 0 && <p>{t('check.summary', words)}</p>}
      <p class="muted small-text">
        {[
          formatWords(check),
          check.skipped > 0 && t('check.skipped', { count: check.skipped }),
          check.rounded > 0 && t('check.rounded', { count: check.rounded }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {check.unchanged ? (
        <p class="watch">{t('check.unchanged')}</p>
      ) : (
        replaces.days > 0 && (
          <p class="watch">
            {t('check.replaces', { count: replaces.days, cost: money(replaces.costMinor, currency) })}
          </p>
        )
      )}
    </div>
  );
}

function formatWords({ remembered, format }: SpendCheck): string {
  if (remembered) return t('check.remembered');
  if (format === null) return t('check.formatNone');
  if (format === 'plain') return t('check.plain');
  return t('check.format', { format: t(`format.${format}` as ConsoleKey) });
}

function Errors({ check }: { check: SpendCheck }) {
  const { errors, errorCount, currency } = check;
  return (
    <div class="check-errors" role="alert">
      <h3 class="bad">{t('check.errors', { count: errorCount })}</h3>
      {errorCount > errors.length && (
        <p class="muted small-text">{t('check.shown', { count: errors.length })}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <ul tabIndex={0}>
        {errors.map((error, index) => (
          // Errors have no identity but their place.
          <li key={index}>{faultWords(error, currency)}</li>
        ))}
      </ul>
    </div>
  );
}

/** "Line 12: Cost “abc” is no number". */
export function faultWords({ line, column, fault, value }: SpendError, currency: string): string {
  const what = [column && t(`column.${column}`), value && `“${value}”`, t(`fault.${fault}`, { currency })];
  return `${t('check.line', { line })}: ${what.filter(Boolean).join(' ')}`;
}
