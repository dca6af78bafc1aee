import './stores.css';
import { useState } from 'preact/hooks';
import type { Store } from '../../../../shared/wire/site.ts';
import type { Clerk, Device } from '../../../../shared/wire/till.ts';
import { listClerks, listDevices, listStores } from '../../api.ts';
import { useLoad } from '../load.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Empty, When } from '../ui/Notice.tsx';
import { StoreCard } from './StoreCard.tsx';
import { StoreForm } from './StoreForm.tsx';

export interface StoreBook {
  stores: Store[];
  devices: Device[];
  clerks: Clerk[];
}

/** The stores in which codes are redeemed, each with its till devices and clerks. */
export function StoresPage() {
  const { site, role } = useSite();
  const load = useLoad(`${site.id} stores`, async (): Promise<StoreBook> => {
    if (role !== 'owner') return { ...(await listStores(site.id)), devices: [], clerks: [] };
    const [{ stores }, { devices }, { clerks }] = await Promise.all([
      listStores(site.id),
      listDevices(site.id),
      listClerks(site.id),
    ]);
    return { stores, devices, clerks };
  });
  return <When load={load}>{(book) => <StoreList book={book} reload={load.reload} />}</When>;
}

function StoreList({ book, reload }: { book: StoreBook; reload: () => void }) {
  const { role } = useSite();
  const [adding, setAdding] = useState(false);
  const add = role === 'owner' && (
    <button type="button" class="primary" onClick={() => setAdding(true)}>
      {t('stores.new')}
    </button>
  );
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('stores.title')}</h1>
          <p class="muted">{t('stores.lead')}</p>
        </div>
        {book.stores.length > 0 && <div class="controls">{add}</div>}
      </div>
      {book.stores.length === 0 ? (
        <Empty title={t('stores.none')} next={add}>
          {t('stores.noneText')}
        </Empty>
      ) : (
        book.stores.map((store) => <StoreCard key={store.id} store={store} book={book} reload={reload} />)
      )}
      {adding && <StoreForm onClose={() => setAdding(false)} reload={reload} />}
    </>
  );
}
