import { PRODUCTS } from '../../demo/catalogue.ts';
import { Coupon } from './Coupon.tsx';
import { Link } from './Link.tsx';
import { ProductCard } from './ProductCard.tsx';
import room from './pictures/living-room.svg';
import { StoreCards } from './StoreCards.tsx';
import { t } from './words.ts';

const PROMISES = ['repair', 'wood', 'home'] as const;

/** The first page: the banner, the visitor's offer, every piece, both stores. */
export function HomePage() {
  return (
    <>
      <Banner />
      <Coupon />
      <section class="pieces" aria-labelledby="pieces-title">
        <h2 id="pieces-title">{t('pieces.title')}</h2>
        <p class="lead">{t('pieces.text')}</p>
        <ul class="grid">
          {PRODUCTS.map((product) => (
            <ProductCard key={product.id} product={product} />
          ))}
        </ul>
      </section>
      <ul class="promises">
        {PROMISES.map((promise) => (
          <li key={promise}>
            <h3>{t(`promise.${promise}.title`)}</h3>
            <p>{t(`promise.${promise}.text`)}</p>
          </li>
        ))}
      </ul>
      <section class="stores" aria-labelledby="stores-title">
        <h2 id="stores-title">{t('stores.title')}</h2>
        <p class="lead">{t('stores.text')}</p>
        <StoreCards />
      </section>
    </>
  );
}

function Banner() {
  return (
    <Link to="/demo/products/three-seat-sofa" class="banner" data-position="hero-banner">
      <img src={room} alt="" width={1600} height={900} />
      <div>
        <p class="eyebrow">{t('hero.eyebrow')}</p>
        <h1>{t('hero.title')}</h1>
        <p>{t('hero.text')}</p>
        <span class="button filled">{t('hero.go')}</span>
      </div>
    </Link>
  );
}
