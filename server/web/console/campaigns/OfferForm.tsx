import type { Campaign, Offer, Site, Store } from '../../../../shared/wire/site.ts';
import { changeOffer, createOffer } from '../../api.ts';
import { navigate } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Choice, Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { type Form, useForm } from '../ui/useForm.ts';
import { BackToCampaigns } from './CampaignsPage.tsx';
import { readOffer, type TypedOffer, typedOffer } from './offerInput.ts';
import { StoreChoice } from './StoreChoice.tsx';

interface Given {
  form: Form<TypedOffer>;
  site: Site;
}

/** Makes or changes an offer: what its coupons give, when, where and how often. */
export function OfferForm({
  campaign,
  offer,
  stores,
  reload,
}: {
  campaign: Campaign;
  offer?: Offer;
  stores: Store[];
  reload: () => void;
}) {
  const { site } = useSite();
  const list = `/sites/${site.id}/campaigns`;
  const form = useForm(typedOffer(offer, site), async (values) => {
    const input = readOffer(values, site);
    if (offer) await changeOffer(site.id, offer.id, input);
    else await createOffer(site.id, campaign.id, input);
    reload();
    navigate(list);
  });
  return (
    <form class="sheet" onSubmit={form.onSubmit}>
      <BackToCampaigns />
      <h1>
        {offer
          ? t('offer.editTitle', { offer: offer.name })
          : t('offer.newTitle', { campaign: campaign.name })}
      </h1>
      <What form={form} site={site} />
      <When form={form} site={site} />
      <fieldset class="group">
        <legend>{t('offer.where')}</legend>
        <StoreChoice form={form} stores={stores} />
      </fieldset>
      <Limits form={form} site={site} />
      <FormFoot form={form} send={offer ? t('save') : t('offer.create')}>
        <a class="button" href={list}>
          {t('cancel')}
        </a>
      </FormFoot>
    </form>
  );
}

function What({ form, site }: Given) {
  const { kind } = form.values;
  return (
    <fieldset class="group">
      <legend>{t('offer.what')}</legend>
      <Field
        form={form}
        name="name"
        label={t('offer.name')}
        hint={t('offer.nameHint')}
        required
        maxLength={80}
      />
      <div class="pair">
        <Choice
          form={form}
          name="kind"
          label={t('offer.kind')}
          options={[
            ['percent', t('kind.percent')],
            ['amount', t('kind.amount')],
            ['gift', t('kind.gift')],
          ]}
        />
        {kind === 'percent' && (
          <Field form={form} name="percent" label={t('offer.percent')} suffix="%" inputMode="numeric" />
        )}
        {kind === 'amount' && (
          <Field
            form={form}
            name="amountMinor"
            label={t('offer.amount')}
            suffix={site.currency}
            inputMode="decimal"
          />
        )}
        {kind === 'gift' && <Field form={form} name="gift" label={t('offer.gift')} maxLength={120} />}
      </div>
      <div class="pair">
        <Field
          form={form}
          name="minimumMinor"
          label={t('offer.minimum')}
          hint={t('offer.minimumHint')}
          suffix={site.currency}
          inputMode="decimal"
        />
        {kind === 'percent' && (
          <Field
            form={form}
            name="maxDiscountMinor"
            label={t('offer.most')}
            hint={t('offer.mostHint')}
            suffix={site.currency}
            inputMode="decimal"
          />
        )}
      </div>
    </fieldset>
  );
}

function When({ form, site }: Given) {
  return (
    <fieldset class="group">
      <legend>{t('offer.when')}</legend>
      <div class="pair">
        <Field
          form={form}
          name="startsAt"
          label={t('offer.starts')}
          type="date"
          hint={t('offer.startsHint')}
        />
        <Field
          form={form}
          name="endsAt"
          label={t('offer.ends')}
          type="date"
          hint={t('offer.endsHint', { zone: site.timeZone })}
        />
      </div>
      <Field
        form={form}
        name="validDays"
        label={t('offer.validDays')}
        hint={t('offer.validDaysHint')}
        suffix={t('offer.days')}
        inputMode="numeric"
      />
    </fieldset>
  );
}

function Limits({ form, site }: Given) {
  return (
    <fieldset class="group">
      <legend>{t('offer.limits')}</legend>
      <div class="pair">
        <Field
          form={form}
          name="usesPerCoupon"
          label={t('offer.uses')}
          hint={t('offer.usesHint')}
          inputMode="numeric"
        />
        <Field
          form={form}
          name="customerLimit"
          label={t('offer.perCustomer')}
          hint={t('offer.empty')}
          inputMode="numeric"
        />
        <Field
          form={form}
          name="totalLimit"
          label={t('offer.total')}
          hint={t('offer.empty')}
          inputMode="numeric"
        />
        <Field
          form={form}
          name="budgetMinor"
          label={t('offer.budget')}
          hint={t('offer.budgetHint')}
          suffix={site.currency}
          inputMode="decimal"
        />
      </div>
    </fieldset>
  );
}
