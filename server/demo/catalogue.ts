/** What the demo shop sells: its pages show it and the simulated shoppers look at it. Prices in fen. */
export const PRODUCTS = [
  { id: 'three-seat-sofa', sku: 'TN-1103', priceMinor: 699_900, category: 'sofas' },
  { id: 'corner-sofa', sku: 'TN-1207', priceMinor: 1_289_900, category: 'sofas' },
  { id: 'two-seat-sofa', sku: 'TN-1102', priceMinor: 459_900, category: 'sofas' },
  { id: 'lounge-chair', sku: 'TN-1301', priceMinor: 249_900, category: 'sofas' },
  { id: 'dining-table', sku: 'TN-2104', priceMinor: 389_900, category: 'tables' },
  { id: 'bed', sku: 'TN-3106', priceMinor: 569_900, category: 'beds' },
] as const;

export type Product = (typeof PRODUCTS)[number];
export type ProductId = Product['id'];

/** The demo shop's stores. Nobody has these numbers: an exchange of four zeros does not exist. */
export const STORES = [
  { key: 'shanghai', phone: '021-0000 0101' },
  { key: 'hangzhou', phone: '0571-0000 0102' },
] as const;

export type StoreKey = (typeof STORES)[number]['key'];

export const DEMO_CURRENCY = 'CNY';
