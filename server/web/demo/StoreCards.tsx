import { STORES, type StoreKey } from '../../demo/catalogue.ts';
import { Link } from './Link.tsx';
import { STORE_TEXTS } from './products.ts';
import { language, t } from './words.ts';

/** Both stores side by side, each with its two intents: the map and the phone. */
export function StoreCards() {
  return (
    <ul class="store-cards">
      {STORES.map(({ key, phone }) => (
        <StoreCard key={key} store={key} phone={phone} />
      ))}
    </ul>
  );
}

function StoreCard({ store, phone }: { store: StoreKey; phone: string }) {
  const text = STORE_TEXTS[language()][store];
  return (
    <li>
      <h3>{text.name}</h3>
      <p>{text.address}</p>
      <p>{t('stores.hours')}</p>
      <p class="acts">
        <Link
          to={`/demo/stores#${store}`}
          class="button"
          data-position={`map-${store}`}
          data-backstamp-intent="map"
        >
          {t('stores.map')}
        </Link>
        <a
          href={`tel:${phone.replaceAll(/\D/g, '')}`}
          class="button"
          data-position={`phone-${store}`}
          data-backstamp-intent="phone"
        >
          {t('stores.call', { phone })}
        </a>
      </p>
    </li>
  );
}
