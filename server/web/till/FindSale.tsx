import { useEffect, useState } from 'preact/hooks';
import type { Redemption } from '../../../shared/wire/till.ts';
import { findRedemptions } from '../api.ts';
import type { SaleActs } from './SaleRow.tsx';
import { SalesTable } from './SalesTable.tsx';
import { useTongue } from './tongue.ts';
import { troubleOf } from './trouble.ts';
import { troubleWords } from './troubleWords.ts';

interface Props {
  site: string;
  takeBack: SaleActs['takeBack'];
  onExpired: () => void;
  /** Changes when something was undone or taken back: what was found is looked up anew. */
  changed: number;
}

/** Goods come back on any day: their sale is found by its order number or its code. */
export function FindSale({ site, takeBack, onExpired, changed }: Props) {
  const { t, moment } = useTongue();
  const [find, setFind] = useState('');
  const [asked, setAsked] = useState('');
  const [found, setFound] = useState<Redemption[] | null>(null);
  const [wrong, setWrong] = useState('');
  useEffect(() => {
    if (asked === '') return;
    let isCurrent = true;
    const show = (sales: Redemption[] | null, words: string) => {
      if (!isCurrent) return;
      setFound(sales);
      setWrong(words);
    };
    findRedemptions(site, asked).then(
      ({ redemptions }) => show(redemptions, ''),
      (error: unknown) => {
        const trouble = troubleOf(error);
        if (trouble === 'signedOut') return onExpired();
        const { sentence, next } = troubleWords(trouble, false);
        show(null, `${sentence} ${next}`);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [site, asked, changed, onExpired]);
  const look = (event: Event) => {
    event.preventDefault();
    setFound(null);
    setAsked(find.trim());
  };
  return (
    <section class="today find" aria-labelledby="find-title">
      <h2 id="find-title">{t('return.title')}</h2>
      <form onSubmit={look}>
        <label for="find">{t('return.find')}</label>
        <div class="find-line">
          <input
            id="find"
            value={find}
            maxLength={80}
            autocomplete="off"
            spellcheck={false}
            enterKeyHint="search"
            aria-describedby="find-hint"
            onInput={(event) => setFind(event.currentTarget.value)}
          />
          <button type="submit" disabled={find.trim() === ''}>
            {t('return.look')}
          </button>
        </div>
        <p id="find-hint" class="muted">
          {t('return.hint')}
        </p>
      </form>
      <p class="watch" role="alert">
        {wrong}
      </p>
      <div role="status">
        {found?.length === 0 && <p class="muted">{t('return.none', { find: asked })}</p>}
        {found && found.length > 0 && <SalesTable sales={found} acts={{ takeBack }} when={moment} />}
      </div>
    </section>
  );
}
