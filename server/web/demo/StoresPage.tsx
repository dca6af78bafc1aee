import { STORES } from '../../demo/catalogue.ts';
import { Coupon } from './Coupon.tsx';
import { STORE_TEXTS } from './products.ts';
import { StoreMap } from './StoreMap.tsx';
import { language, t } from './words.ts';

/** Where the stores are: a drawn map each, the address, the phone. */
export function StoresPage() {
  return (
    <>
      <section class="stores first" aria-labelledby="stores-title">
        <h1 id="stores-title">{t('stores.title')}</h1>
        <p class="lead">{t('stores.text')}</p>
        <ul class="places">
          {STORES.map(({ key, phone }) => {
            const text = STORE_TEXTS[language()][key];
            return (
              <li key={key} id={key}>
                <StoreMap store={key} label={`${t('map.here')}: ${text.address}`} />
                <h2>{text.name}</h2>
                <p>{text.address}</p>
                <p>{t('stores.hours')}</p>
                <a
                  href={`tel:${phone.replaceAll(/\D/g, '')}`}
                  class="button"
                  data-position={`phone-${key}`}
                  data-backstamp-intent="phone"
                >
                  {t('stores.call', { phone })}
                </a>
              </li>
            );
          })}
        </ul>
      </section>
      <Coupon />
    </>
  );
}
