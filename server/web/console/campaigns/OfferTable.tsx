import type { Campaign, Offer } from '../../../../shared/wire/site.ts';
import { formatExact } from '../../format.ts';
import { money, number } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { gives } from './gives.ts';

/** The offers of a campaign with what became of them. */
export function OfferTable({
  campaign,
  edit,
  revoke,
}: {
  campaign: Campaign;
  edit: (offer: Offer) => string;
  revoke: (offer: Offer) => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard.
    <section class="scroll" aria-label={t('offers.of', { campaign: campaign.name })} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('offers.offer')}</th>
            <th scope="col" class="number">
              {t('offers.minted')}
            </th>
            <th scope="col" class="number">
              {t('offers.redeemed')}
            </th>
            <th scope="col" class="number">
              {t('offers.given')}
            </th>
            <th scope="col" class="number">
              {t('offers.left')}
            </th>
            <th>
              <span class="visually-hidden">{t('offers.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {campaign.offers.map((offer) => (
            <OfferRow key={offer.id} offer={offer} edit={edit(offer)} revoke={() => revoke(offer)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function OfferRow({ offer, edit, revoke }: { offer: Offer; edit: string; revoke: () => void }) {
  const { site, role } = useSite();
  const left = offer.budgetMinor === null ? null : Math.max(0, offer.budgetMinor - offer.givenMinor);
  return (
    <tr>
      <th scope="row">
        {offer.name} <State offer={offer} />
        <small class="muted">{gives(offer, site.currency)}</small>
      </th>
      <td class="number">{number(offer.minted)}</td>
      <td class="number">{number(offer.redeemed)}</td>
      <td class="number">{money(offer.givenMinor, site.currency)}</td>
      <td class={left === 0 ? 'number watch' : 'number'}>
        {left === null ? <span class="muted">{t('offers.noBudget')}</span> : money(left, site.currency)}
      </td>
      <td class="number">
        {role === 'owner' && offer.revokedAt === null && (
          <>
            <a class="button quiet small" href={edit} aria-label={t('offer.editOf', { offer: offer.name })}>
              {t('edit')}
            </a>
            <button
              type="button"
              class="quiet danger small"
              onClick={revoke}
              aria-label={t('offer.revokeOf', { offer: offer.name })}
            >
              {t('revoke')}
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

function State({ offer }: { offer: Offer }) {
  const { site } = useSite();
  const now = Date.now();
  const exact = (at: number) => formatExact(at, texts.locale(), site.timeZone);
  if (offer.revokedAt !== null)
    return (
      <span class="badge bad" title={exact(offer.revokedAt)}>
        {t('offer.revoked')}
      </span>
    );
  if (offer.endsAt !== null && offer.endsAt <= now)
    return (
      <span class="badge muted" title={exact(offer.endsAt)}>
        {t('offer.over')}
      </span>
    );
  if (offer.startsAt !== null && offer.startsAt > now)
    return (
      <span class="badge watch" title={exact(offer.startsAt)}>
        {t('offer.soon')}
      </span>
    );
  return null;
}
