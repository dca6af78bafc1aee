import { formatMoney } from '../../../shared/money.ts';
import { DEMO_CURRENCY, PRODUCTS, type Product } from '../../demo/catalogue.ts';
import { Coupon } from './Coupon.tsx';
import { Link } from './Link.tsx';
import { ProductCard } from './ProductCard.tsx';
import { productJson } from './productJson.ts';
import { PICTURES, PRODUCT_TEXTS } from './products.ts';
import { StoreCards } from './StoreCards.tsx';
import { language, t } from './words.ts';

/** One product: picture, price, facts, where to try it and the visitor's offer. */
export function ProductPage({ product }: { product: Product }) {
  const isSofa = product.category === 'sofas';
  const others = PRODUCTS.filter(({ id }) => id !== product.id).slice(-3);
  return (
    <>
      <script type="application/ld+json">{productJson(product)}</script>
      <p class="way-back">
        <Link to={isSofa ? '/demo/sofas' : '/demo'}>← {t(isSofa ? 'product.back' : 'product.home')}</Link>
      </p>
      <article class="product">
        <img src={PICTURES[product.id]} alt="" width={800} height={600} />
        <About product={product} />
      </article>
      <Coupon />
      <section class="stores" aria-labelledby="try-title">
        <h2 id="try-title">{t('product.try')}</h2>
        <p class="lead">{t('product.tryText')}</p>
        <StoreCards />
      </section>
      <section class="pieces" aria-labelledby="more-title">
        <h2 id="more-title">{t('product.more')}</h2>
        <ul class="grid">
          {others.map((other) => (
            <ProductCard key={other.id} product={other} />
          ))}
        </ul>
      </section>
    </>
  );
}

function About({ product }: { product: Product }) {
  const text = PRODUCT_TEXTS[language()][product.id];
  return (
    <div>
      <h1>{text.name}</h1>
      <p class="lead">{text.line}</p>
      <p class="price">{formatMoney(product.priceMinor, DEMO_CURRENCY, language())}</p>
      <p>{text.about}</p>
      <dl>
        <dt>{t('product.size')}</dt>
        <dd>{text.size}</dd>
        <dt>{t('product.made')}</dt>
        <dd>{text.made}</dd>
        <dt>{t('product.delivery')}</dt>
        <dd>{t('product.deliveryText')}</dd>
      </dl>
      <a class="button filled" href="#offer">
        {t('coupon.title')}
      </a>
      <p class="article-number">{t('product.sku', { sku: product.sku })}</p>
    </div>
  );
}
