import { formatMoney } from '../../../shared/money.ts';
import { DEMO_CURRENCY, type Product } from '../../demo/catalogue.ts';
import { Link } from './Link.tsx';
import { PICTURES, PRODUCT_TEXTS } from './products.ts';
import { language } from './words.ts';

/** A product in a list: its picture, what it is and what it costs; all of it is one link. */
export function ProductCard({ product }: { product: Product }) {
  const text = PRODUCT_TEXTS[language()][product.id];
  return (
    <li>
      <Link to={`/demo/products/${product.id}`} class="piece">
        <img src={PICTURES[product.id]} alt="" width={800} height={600} loading="lazy" />
        <h3>{text.name}</h3>
        <p>{text.line}</p>
        <p class="price">{formatMoney(product.priceMinor, DEMO_CURRENCY, language())}</p>
      </Link>
    </li>
  );
}
