import { useMemo } from 'preact/hooks';
import { t, texts } from '../texts.ts';
import { Check, Choice, Field, TextArea } from '../ui/Field.tsx';
import type { Form } from '../ui/useForm.ts';
import { currencies, timeZones } from './guess.ts';
import type { TypedSite } from './siteInput.ts';

/** What an owner sets of a site; a new one is asked only for what it cannot do without. */
export function SiteFields({ form, isNew }: { form: Form<TypedSite>; isNew: boolean }) {
  const zones = useMemo(() => timeZones(form.values.timeZone), [form.values.timeZone]);
  const money = useMemo(() => currencies(texts.language()), []);
  return (
    <>
      <Field form={form} name="name" label={t('site.name')} required maxLength={80} autoFocus={isNew} />
      <TextArea
        form={form}
        name="origins"
        label={t('site.origins')}
        hint={t('site.originsHint')}
        rows={2}
        placeholder="https://shop.example"
      />
      <div class="pair">
        <Choice
          form={form}
          name="timeZone"
          label={t('site.timeZone')}
          hint={t('site.timeZoneHint')}
          options={zones}
        />
        <Choice
          form={form}
          name="currency"
          label={t('site.currency')}
          hint={isNew ? t('site.currencyHint') : ''}
          options={money}
        />
      </div>
      {!isNew && (
        <>
          <div class="pair">
            <Field
              form={form}
              name="windowDays"
              label={t('site.window')}
              hint={t('site.windowHint')}
              suffix={t('offer.days')}
              inputMode="numeric"
            />
            <Field
              form={form}
              name="lookbackDays"
              label={t('site.lookback')}
              hint={t('site.lookbackHint')}
              suffix={t('offer.days')}
              inputMode="numeric"
            />
          </div>
          <Field
            form={form}
            name="marginPercent"
            label={t('site.margin')}
            hint={t('site.marginHint')}
            suffix="%"
            inputMode="numeric"
          />
          <Check form={form} name="hashRoutes" label={t('site.hashRoutes')} hint={t('site.hashRoutesHint')} />
        </>
      )}
    </>
  );
}
