import { useState } from 'preact/hooks';
import type { Campaign, CampaignRule, Offer, Store } from '../../../../shared/wire/site.ts';
import { revokeOffer } from '../../api.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Confirm } from '../ui/Dialog.tsx';
import { Empty } from '../ui/Notice.tsx';
import { OfferTable } from './OfferTable.tsx';
import { RULE_FIELDS } from './rules.ts';

export function CampaignCard({
  campaign,
  stores,
  reload,
}: {
  campaign: Campaign;
  stores: Store[];
  reload: () => void;
}) {
  const { site, role } = useSite();
  const isOwner = role === 'owner';
  const [revoking, setRevoking] = useState<Offer | null>(null);
  const own = `/sites/${site.id}/campaigns/${campaign.id}`;
  const store = stores.find(({ id }) => id === campaign.storeId);
  return (
    <section class="card campaign" aria-labelledby={campaign.id}>
      <div class="card-head">
        <h2 id={campaign.id}>
          {campaign.name} {!campaign.active && <span class="badge watch">{t('campaign.paused')}</span>}{' '}
          {campaign.isDefault && <span class="badge muted">{t('campaign.default')}</span>}
        </h2>
        {isOwner && (
          <div class="buttons">
            <a class="button small" href={own}>
              {t('edit')}
            </a>
            <a class="button small" href={`${own}/offers/new`}>
              {t('offer.new')}
            </a>
          </div>
        )}
      </div>
      <Rules campaign={campaign} />
      {store && <p class="muted small-text">{t('campaign.sendsTo', { store: store.name })}</p>}
      {campaign.offers.length === 0 ? (
        <Empty
          title={t('offer.none')}
          next={
            isOwner && (
              <a class="button primary" href={`${own}/offers/new`}>
                {t('offer.first')}
              </a>
            )
          }
        >
          {t('offer.noneText')}
        </Empty>
      ) : (
        <OfferTable campaign={campaign} edit={(offer) => `${own}/offers/${offer.id}`} revoke={setRevoking} />
      )}
      {revoking && (
        <Confirm
          title={t('offer.revokeTitle', { offer: revoking.name })}
          act={t('offer.revoke')}
          onAct={async () => {
            await revokeOffer(site.id, revoking.id);
            reload();
          }}
          onClose={() => setRevoking(null)}
        >
          {t('offer.revokeText', { count: revoking.minted - revoking.redeemed })}
        </Confirm>
      )}
    </section>
  );
}

function Rules({ campaign }: { campaign: Campaign }) {
  if (campaign.rules.length === 0)
    return <p class="muted small-text">{t(campaign.isDefault ? 'campaign.restOnly' : 'campaign.noRules')}</p>;
  return (
    <ul class="rules" aria-label={t('campaign.rules')}>
      {campaign.rules.map((rule) => (
        <li key={JSON.stringify(rule)}>
          <code>{ruleText(rule)}</code>
        </li>
      ))}
    </ul>
  );
}

function ruleText(rule: CampaignRule): string {
  const parts = RULE_FIELDS.filter((field) => rule[field]).map(
    (field) => `${t(`rule.${field}`)} = ${rule[field]}`,
  );
  return parts.join(', ') || t('rule.any');
}
