import { record } from './record.ts';

let read: string;

/**
 * Reports the product that a page's JSON-LD is about, once for every change of it. Where there are several
 * it is a list, and no product, unless they are one group's variants.
 */
export function readProduct(): void {
  const text = `${[...document.querySelectorAll('script[type$="ld+json"]')].map((script) => script.textContent)}`;
  if (text !== read) {
    read = text;
    if (/^"Product("$|G)/.test(`${text.match(/"Product(Group)?"/g)}`)) {
      record('product', { sku: /"sku"\s*:\s*"?([^",}]+)/.exec(text)?.[1] ?? '' });
    }
  }
}
