import { PRODUCTS, type Product } from '../../demo/catalogue.ts';

export type Route =
  | { page: 'home' }
  | { page: 'sofas' }
  | { page: 'stores' }
  | { page: 'product'; product: Product }
  | { page: 'lost' };

/** Which page of the shop a path names; anything unknown is a page of its own, with a way back. */
export function routeOf(path: string): Route {
  const [, , section, id] = path.replace(/\/+$/, '').split('/');
  if (!section) return { page: 'home' };
  if (section === 'sofas' && !id) return { page: 'sofas' };
  if (section === 'stores' && !id) return { page: 'stores' };
  const product = section === 'products' ? PRODUCTS.find((one) => one.id === id) : undefined;
  return product ? { page: 'product', product } : { page: 'lost' };
}
