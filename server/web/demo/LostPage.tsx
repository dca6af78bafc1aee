import { Link } from './Link.tsx';
import { t } from './words.ts';

/** For an address that the shop does not have. */
export function LostPage() {
  return (
    <section class="lost">
      <h1>{t('lost.title')}</h1>
      <p>{t('lost.text')}</p>
      <Link to="/demo" class="button filled">
        {t('lost.go')}
      </Link>
    </section>
  );
}
