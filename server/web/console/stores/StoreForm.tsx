import { parseMoney } from '../../../../shared/money.ts';
import type { Store } from '../../../../shared/wire/site.ts';
import { changeStore, createStore } from '../../api.ts';
import { typedMoney } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { InvalidFields, useForm } from '../ui/useForm.ts';

export function StoreForm({
  store,
  onClose,
  reload,
}: {
  store?: Store;
  onClose: () => void;
  reload: () => void;
}) {
  const { site } = useSite();
  const form = useForm(typed(store, site.currency), async (values) => {
    const input = { ...values, maxDiscountMinor: readLimit(values.maxDiscountMinor, site.currency) };
    if (store) await changeStore(site.id, store.id, input);
    else await createStore(site.id, input);
    reload();
    onClose();
  });
  return (
    <Dialog title={store ? t('store.editTitle', { store: store.name }) : t('stores.new')} onClose={onClose}>
      <form onSubmit={form.onSubmit}>
        <Field form={form} name="name" label={t('store.name')} required maxLength={80} />
        <Field form={form} name="city" label={t('store.city')} required maxLength={60} />
        <Field form={form} name="address" label={t('store.address')} maxLength={200} />
        <Field form={form} name="phone" label={t('store.phone')} type="tel" maxLength={40} />
        <Field
          form={form}
          name="maxDiscountMinor"
          label={t('store.most')}
          hint={t('store.mostHint')}
          suffix={site.currency}
          inputMode="decimal"
        />
        <FormFoot form={form} send={store ? t('save') : t('store.create')}>
          <button type="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </FormFoot>
      </form>
    </Dialog>
  );
}

function typed(store: Store | undefined, currency: string) {
  return {
    name: store?.name ?? '',
    city: store?.city ?? '',
    address: store?.address ?? '',
    phone: store?.phone ?? '',
    maxDiscountMinor: typedMoney(store?.maxDiscountMinor ?? null, currency),
  };
}

function readLimit(words: string, currency: string): number | null {
  if (!words.trim()) return null;
  const amount = parseMoney(words, currency);
  if (amount === null) throw new InvalidFields({ maxDiscountMinor: t('invalid.money', { currency }) });
  return amount;
}
