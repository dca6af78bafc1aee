import { useEffect, useRef } from 'preact/hooks';
import { HomePage } from './HomePage.tsx';
import { Link } from './Link.tsx';
import { LostPage } from './LostPage.tsx';
import { useRoute } from './navigation.ts';
import { ProductPage } from './ProductPage.tsx';
import mark from './pictures/mark.svg';
import { PRODUCT_TEXTS } from './products.ts';
import type { Route } from './routes.ts';
import { SofasPage } from './SofasPage.tsx';
import { StoresPage } from './StoresPage.tsx';
import { language, t } from './words.ts';

/** The whole shop: its head, the page that the address names, its foot. */
export function Shop() {
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(false);
  // The route object is new only where the address changed, so this follows navigation alone.
  useEffect(() => {
    document.title = titleOf(route);
    if (shown.current) arrive(main.current);
    shown.current = true;
  }, [route]);
  return (
    <>
      <a class="skip" href="#content">
        {t('skip')}
      </a>
      <Head />
      <main id="content" ref={main} tabIndex={-1} key={keyOf(route)}>
        <Page route={route} />
      </main>
      <footer>
        <p>{t('foot.demo')}</p>
      </footer>
    </>
  );
}

function Page({ route }: { route: Route }) {
  if (route.page === 'home') return <HomePage />;
  if (route.page === 'sofas') return <SofasPage />;
  if (route.page === 'stores') return <StoresPage />;
  if (route.page === 'product') return <ProductPage product={route.product} />;
  return <LostPage />;
}

function Head() {
  return (
    <header>
      <Link to="/demo" class="brand">
        <img src={mark} alt="" width={32} height={32} />
        <span>{t('shop.name')}</span>
      </Link>
      <nav aria-label={t('nav.label')}>
        <Link to="/demo/sofas">{t('nav.sofas')}</Link>
        <Link to="/demo/stores">{t('nav.stores')}</Link>
      </nav>
    </header>
  );
}

/** After a step to another page: its top, or the place that the address names, and focus for readers of the screen. */
function arrive(main: HTMLElement | null): void {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
  main?.focus({ preventScroll: true });
}

function keyOf(route: Route): string {
  return route.page === 'product' ? route.product.id : route.page;
}

function titleOf(route: Route): string {
  const shop = t('shop.name');
  if (route.page === 'sofas') return `${t('nav.sofas')} · ${shop}`;
  if (route.page === 'stores') return `${t('nav.stores')} · ${shop}`;
  if (route.page === 'product') return `${PRODUCT_TEXTS[language()][route.product.id].name} · ${shop}`;
  if (route.page === 'lost') return `${t('lost.title')} · ${shop}`;
  return `${shop} · ${t('shop.line')}`;
}
