import { useState } from 'preact/hooks';
import type { Store } from '../../../../shared/wire/site.ts';
import type { Clerk } from '../../../../shared/wire/till.ts';
import { deleteClerk } from '../../api.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Confirm } from '../ui/Dialog.tsx';
import { ClerkForm, PinForm } from './ClerkForm.tsx';

type Open = { what: 'new' } | { what: 'pin' | 'remove'; clerk: Clerk } | null;

/** The people at a store's till, each with a PIN. */
export function Clerks({ store, clerks, reload }: { store: Store; clerks: Clerk[]; reload: () => void }) {
  const { site } = useSite();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div>
      <h3>{t('clerks.title')}</h3>
      {clerks.length === 0 && <p class="muted small-text">{t('clerks.none')}</p>}
      <ul class="rows">
        {clerks.map((clerk) => (
          <ClerkRow key={clerk.id} clerk={clerk} act={(what) => setOpen({ what, clerk })} />
        ))}
      </ul>
      <button type="button" class="small" onClick={() => setOpen({ what: 'new' })}>
        {t('clerk.new')}
      </button>
      {open?.what === 'new' && <ClerkForm store={store} onClose={close} reload={reload} />}
      {open?.what === 'pin' && <PinForm clerk={open.clerk} onClose={close} reload={reload} />}
      {open?.what === 'remove' && (
        <Confirm
          title={t('clerk.removeTitle', { clerk: open.clerk.name })}
          act={t('clerk.remove')}
          onAct={() => deleteClerk(site.id, open.clerk.id).then(reload)}
          onClose={close}
        >
          {t('clerk.removeText')}
        </Confirm>
      )}
    </div>
  );
}

function ClerkRow({ clerk, act }: { clerk: Clerk; act: (what: 'pin' | 'remove') => void }) {
  return (
    <li>
      <span>
        {clerk.name} {clerk.locked && <span class="badge bad">{t('clerk.locked')}</span>}
        {clerk.locked && <small class="muted">{t('clerk.lockedText')}</small>}
      </span>
      <span class="buttons">
        <button
          type="button"
          class="small quiet"
          aria-label={t('clerk.pinOf', { clerk: clerk.name })}
          onClick={() => act('pin')}
        >
          {t('clerk.newPin')}
        </button>
        <button
          type="button"
          class="small quiet danger"
          aria-label={t('clerk.removeOf', { clerk: clerk.name })}
          onClick={() => act('remove')}
        >
          {t('remove')}
        </button>
      </span>
    </li>
  );
}
