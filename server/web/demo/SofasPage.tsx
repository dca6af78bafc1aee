import { PRODUCTS } from '../../demo/catalogue.ts';
import { ProductCard } from './ProductCard.tsx';
import { t } from './words.ts';

/** The category page. */
export function SofasPage() {
  return (
    <section class="pieces first" aria-labelledby="sofas-title">
      <h1 id="sofas-title">{t('sofas.title')}</h1>
      <p class="lead">{t('sofas.text')}</p>
      <ul class="grid two">
        {PRODUCTS.filter(({ category }) => category === 'sofas').map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </ul>
    </section>
  );
}
