import { useEffect, useState } from 'preact/hooks';
import { t } from './words.ts';

/**
 * The visitor's coupon: empty places that the tag fills once they are in view. Every place has its size
 * before it is filled, so nothing moves when the code comes.
 */
export function Coupon() {
  return (
    <section id="offer" class="coupon" aria-labelledby="offer-title">
      <div class="coupon-about">
        <h2 id="offer-title">{t('coupon.title')}</h2>
        <p class="gives" data-backstamp="offer">
          {t('coupon.waiting')}
        </p>
        <p>{t('coupon.text')}</p>
        <dl>
          <div>
            <dt>{t('coupon.until')}</dt>
            <dd data-backstamp="expires">–</dd>
          </div>
          <div>
            <dt>{t('coupon.store')}</dt>
            <dd>
              <span data-backstamp="store-name">–</span>
              <span data-backstamp="store-address" />
              <span data-backstamp="store-phone" />
            </dd>
          </div>
        </dl>
      </div>
      <div class="coupon-code">
        <div class="qr" data-backstamp="qr" role="img" aria-label={t('coupon.qr')} />
        <p class="code-label">{t('coupon.code')}</p>
        <p class="code" data-backstamp="code" translate={false}>
          ···-···-···
        </p>
        <CopyButton />
      </div>
    </section>
  );
}

const COPIED_MS = 2_500;

/** The tag does the copying; the shop only says that it was done. */
function CopyButton() {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button type="button" data-backstamp="copy" onClick={() => setCopied(true)}>
      {t(isCopied ? 'coupon.copied' : 'coupon.copy')}
    </button>
  );
}
