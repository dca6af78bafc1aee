import { useId } from 'preact/hooks';
import type { Store } from '../../../../shared/wire/site.ts';
import { t } from '../texts.ts';
import { Check } from '../ui/Field.tsx';
import type { Form } from '../ui/useForm.ts';
import type { TypedOffer } from './offerInput.ts';

/** Every store, or the ones ticked. */
export function StoreChoice({ form, stores }: { form: Form<TypedOffer>; stores: Store[] }) {
  const { everyStore, storeIds } = form.values;
  const toggle = (id: string, on: boolean) =>
    form.set('storeIds', on ? [...storeIds, id] : storeIds.filter((each) => each !== id));
  return (
    <>
      <Check form={form} name="everyStore" label={t('offer.everyStore')} hint={t('offer.everyStoreHint')} />
      {!everyStore && (
        <Ticks stores={stores} chosen={storeIds} toggle={toggle} wrong={form.errors.storeIds} />
      )}
    </>
  );
}

function Ticks({
  stores,
  chosen,
  toggle,
  wrong,
}: {
  stores: Store[];
  chosen: string[];
  toggle: (id: string, on: boolean) => void;
  wrong: string | undefined;
}) {
  const id = useId();
  if (stores.length === 0) return <p class="hint">{t('offer.noStores')}</p>;
  return (
    <fieldset class="ticks" aria-describedby={wrong ? id : undefined}>
      <legend class="visually-hidden">{t('offer.where')}</legend>
      {stores.map((store) => (
        <label key={store.id} class="inline">
          <input
            type="checkbox"
            checked={chosen.includes(store.id)}
            aria-invalid={wrong ? 'true' : undefined}
            onChange={(event) => toggle(store.id, event.currentTarget.checked)}
          />
          {store.name}
        </label>
      ))}
      {wrong && (
        <p class="field-error" id={id}>
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
