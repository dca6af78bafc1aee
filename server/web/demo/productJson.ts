import { minorDigits } from '../../../shared/money.ts';
import { DEMO_CURRENCY, type Product } from '../../demo/catalogue.ts';
import { PICTURES, PRODUCT_TEXTS } from './products.ts';
import { language } from './words.ts';

/** The product as schema.org JSON-LD: search engines read it, and the tag too. `<` is escaped for the script. */
export function productJson(product: Product): string {
  const text = PRODUCT_TEXTS[language()][product.id];
  const price = (product.priceMinor / 10 ** minorDigits(DEMO_CURRENCY)).toFixed(minorDigits(DEMO_CURRENCY));
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Product',
    sku: product.sku,
    name: text.name,
    description: text.about,
    image: new URL(PICTURES[product.id], location.href).href,
    brand: { '@type': 'Brand', name: 'Tenon' },
    offers: {
      '@type': 'Offer',
      price,
      priceCurrency: DEMO_CURRENCY,
      availability: 'https://schema.org/InStoreOnly',
    },
  }).replaceAll('<', '\\u003c');
}
