import { number } from '../say.ts';
import { t } from '../texts.ts';

/** Leads from page to page of a list. `total` is null where nobody has counted: then `more` says whether it ends. */
export function Pager({
  page,
  size,
  shown,
  total,
  more,
  onPage,
}: {
  /** From 1. */
  page: number;
  size: number;
  /** How many are on this page. */
  shown: number;
  total: number | null;
  more: boolean;
  onPage: (page: number) => void;
}) {
  if (page === 1 && !more) return null;
  const first = (page - 1) * size + 1;
  const values = { from: number(first), to: number(first + shown - 1), all: number(total ?? 0) };
  return (
    <nav class="buttons pager" aria-label={t('pager.label')}>
      <button type="button" class="small" disabled={page === 1} onClick={() => onPage(page - 1)}>
        {t('pager.before')}
      </button>
      <span class="muted small-text">
        {shown > 0 && t(total === null ? 'pager.some' : 'pager.of', values)}
      </span>
      <button type="button" class="small" disabled={!more} onClick={() => onPage(page + 1)}>
        {t('pager.after')}
      </button>
    </nav>
  );
}
