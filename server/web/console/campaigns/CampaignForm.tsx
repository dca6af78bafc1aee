import { useState } from 'preact/hooks';
import type { Campaign, Store } from '../../../../shared/wire/site.ts';
import { changeCampaign, createCampaign, deleteCampaign } from '../../api.ts';
import { navigate } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Confirm } from '../ui/Dialog.tsx';
import { Check, Choice, Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { useForm } from '../ui/useForm.ts';
import { BackToCampaigns } from './CampaignsPage.tsx';
import { RuleRows } from './RuleRows.tsx';
import { readRules, typedRule } from './rules.ts';

/** Makes or changes a campaign. A new one goes on to its first offer: without one it gives nothing. */
export function CampaignForm({
  campaign,
  stores,
  reload,
}: {
  campaign?: Campaign;
  stores: Store[];
  reload: () => void;
}) {
  const { site } = useSite();
  const [deleting, setDeleting] = useState(false);
  const list = `/sites/${site.id}/campaigns`;
  const form = useForm(typed(campaign), async (values) => {
    const input = { ...values, storeId: values.storeId || null, rules: readRules(values.rules) };
    const saved = campaign
      ? await changeCampaign(site.id, campaign.id, input)
      : await createCampaign(site.id, input);
    reload();
    navigate(campaign ? list : `${list}/${saved.id}/offers/new`);
  });
  return (
    <>
      <form class="sheet" onSubmit={form.onSubmit}>
        <BackToCampaigns />
        <h1>{campaign ? t('campaign.editTitle', { campaign: campaign.name }) : t('campaigns.new')}</h1>
        <Field
          form={form}
          name="name"
          label={t('campaign.name')}
          required
          maxLength={80}
          autoFocus={!campaign}
        />
        <RuleRows
          rules={form.values.rules}
          errors={form.errors}
          onChange={(rules) => form.set('rules', rules)}
        />
        <Check
          form={form}
          name="isDefault"
          label={t('campaign.isDefault')}
          hint={t('campaign.isDefaultHint')}
        />
        <Choice
          form={form}
          name="storeId"
          label={t('campaign.store')}
          hint={t('campaign.storeHint')}
          options={[
            ['', t('campaign.noStore')],
            ...stores.map(({ id, name }): [string, string] => [id, name]),
          ]}
        />
        <Check form={form} name="active" label={t('campaign.active')} hint={t('campaign.activeHint')} />
        <FormFoot form={form} send={campaign ? t('save') : t('campaign.create')}>
          <a class="button" href={list}>
            {t('cancel')}
          </a>
          {campaign && issuedNothing(campaign) && (
            <button type="button" class="quiet danger" onClick={() => setDeleting(true)}>
              {t('campaign.delete')}
            </button>
          )}
        </FormFoot>
      </form>
      {campaign && deleting && (
        <Confirm
          title={t('campaign.deleteTitle', { campaign: campaign.name })}
          act={t('campaign.delete')}
          onAct={async () => {
            await deleteCampaign(site.id, campaign.id);
            reload();
            navigate(list);
          }}
          onClose={() => setDeleting(false)}
        >
          {t('campaign.deleteText')}
        </Confirm>
      )}
    </>
  );
}

/** One that issued codes stays for its figures. */
function issuedNothing({ offers }: Campaign): boolean {
  return offers.every(({ minted }) => minted === 0);
}

function typed(campaign: Campaign | undefined) {
  return {
    name: campaign?.name ?? '',
    rules: (campaign?.rules.length ? campaign.rules : [{}]).map(typedRule),
    isDefault: campaign?.isDefault ?? false,
    storeId: campaign?.storeId ?? '',
    active: campaign?.active ?? true,
  };
}
