import type { Redemption } from '../../../../shared/wire/till.ts';
import { findRedemptions } from '../../api.ts';
import { formatExact } from '../../format.ts';
import { useLoad } from '../load.ts';
import { setQuery } from '../location.ts';
import { money } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { When } from '../ui/Notice.tsx';
import { SaleLink } from './SaleLink.tsx';
import { standingOf } from './view.ts';

/** Any redemption by what is written on its receipt: the order number, or the code. */
export function FindSale({ find }: { find: string }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('find');
    setQuery({ find: String(typed ?? '').trim() || null });
  };
  return (
    <section class="card" aria-labelledby="find">
      <h2 id="find">{t('redemptions.find')}</h2>
      <form class="find-sale" onSubmit={submit}>
        <label>
          {t('redemptions.findLabel')}
          <input key={find} name="find" type="search" defaultValue={find} maxLength={80} autoComplete="off" />
        </label>
        <button type="submit">{t('redemptions.findSend')}</button>
      </form>
      {find && <Found find={find} />}
    </section>
  );
}

function Found({ find }: { find: string }) {
  const { site } = useSite();
  const load = useLoad(JSON.stringify([site.id, find]), () => findRedemptions(site.id, find));
  return (
    <div role="status">
      <When load={load}>
        {({ redemptions }) =>
          redemptions.length === 0 ? (
            <p class="muted">{t('redemptions.notFound', { find })}</p>
          ) : (
            <ul class="found-sales">
              {redemptions.map((sale) => (
                <Line key={sale.id} sale={sale} />
              ))}
            </ul>
          )
        }
      </When>
    </div>
  );
}

function Line({ sale }: { sale: Redemption }) {
  const { site } = useSite();
  const standing = standingOf(sale);
  const words = [
    formatExact(sale.at, texts.locale(), site.timeZone),
    sale.store || t('attribution.removed'),
    money(sale.amountMinor, site.currency),
    standing === 'stands' ? '' : t(`standing.${standing}`),
  ];
  return (
    <li>
      <SaleLink id={sale.id} words={t('story.title', { order: sale.order })} />{' '}
      <span class="muted small-text">{words.filter(Boolean).join(' · ')}</span>
    </li>
  );
}
