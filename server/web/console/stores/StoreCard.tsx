import { useState } from 'preact/hooks';
import type { Store } from '../../../../shared/wire/site.ts';
import { deleteStore } from '../../api.ts';
import { money } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Confirm } from '../ui/Dialog.tsx';
import { Clerks } from './Clerks.tsx';
import { Devices } from './Devices.tsx';
import { StoreForm } from './StoreForm.tsx';
import type { StoreBook } from './StoresPage.tsx';

export function StoreCard({ store, book, reload }: { store: Store; book: StoreBook; reload: () => void }) {
  const { site, role } = useSite();
  const isOwner = role === 'owner';
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  return (
    <section class="card store" aria-labelledby={store.id}>
      <div class="card-head">
        <div>
          <h2 id={store.id}>{store.name}</h2>
          <p class="muted small-text">
            {[store.city, store.address, store.phone].filter(Boolean).join(' · ')}
          </p>
          {store.maxDiscountMinor !== null && (
            <p class="muted small-text">
              {t('store.authority', { amount: money(store.maxDiscountMinor, site.currency) })}
            </p>
          )}
        </div>
        {isOwner && (
          <div class="buttons">
            <button type="button" class="small" onClick={() => setOpen('edit')}>
              {t('edit')}
            </button>
            <button type="button" class="small quiet danger" onClick={() => setOpen('remove')}>
              {t('remove')}
            </button>
          </div>
        )}
      </div>
      {isOwner && (
        <div class="store-parts">
          <Devices
            store={store}
            devices={book.devices.filter(({ storeId }) => storeId === store.id)}
            reload={reload}
          />
          <Clerks
            store={store}
            clerks={book.clerks.filter(({ storeId }) => storeId === store.id)}
            reload={reload}
          />
        </div>
      )}
      {open === 'edit' && <StoreForm store={store} onClose={close} reload={reload} />}
      {open === 'remove' && (
        <Confirm
          title={t('store.removeTitle', { store: store.name })}
          act={t('store.remove')}
          onAct={() => deleteStore(site.id, store.id).then(reload)}
          onClose={close}
        >
          {t('store.removeText')}
        </Confirm>
      )}
    </section>
  );
}
