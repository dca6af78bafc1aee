import { useState } from 'preact/hooks';
import type { Store } from '../../../../shared/wire/site.ts';
import type { Device, NewDevice } from '../../../../shared/wire/till.ts';
import { createDevice, revokeDevice } from '../../api.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Ago } from '../ui/Ago.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { Confirm, Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { useForm } from '../ui/useForm.ts';

/** The machines at a store's till. PINs work only on these. */
export function Devices({ store, devices, reload }: { store: Store; devices: Device[]; reload: () => void }) {
  const { site } = useSite();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<Device | null>(null);
  return (
    <div>
      <h3>{t('devices.title')}</h3>
      {devices.length === 0 && <p class="muted small-text">{t('devices.none')}</p>}
      <ul class="rows">
        {devices.map((device) => (
          <li key={device.id}>
            <span>
              {device.name}
              <small class="muted">
                <DeviceState device={device} />
              </small>
            </span>
            <button
              type="button"
              class="small quiet danger"
              aria-label={t('device.revokeOf', { device: device.name })}
              onClick={() => setRevoking(device)}
            >
              {t('revoke')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="small" onClick={() => setAdding(true)}>
        {t('device.new')}
      </button>
      {adding && <DeviceForm store={store} onClose={() => setAdding(false)} reload={reload} />}
      {revoking && (
        <Confirm
          title={t('device.revokeTitle', { device: revoking.name })}
          act={t('device.revoke')}
          onAct={() => revokeDevice(site.id, revoking.id).then(reload)}
          onClose={() => setRevoking(null)}
        >
          {t('device.revokeText')}
        </Confirm>
      )}
    </div>
  );
}

function DeviceState({ device }: { device: Device }) {
  if (device.enrolledAt === null) return <span class="watch">{t('device.waiting')}</span>;
  return (
    <>
      {t('device.seen')} <Ago at={device.lastSeenAt ?? device.enrolledAt} />
    </>
  );
}

function DeviceForm({ store, onClose, reload }: { store: Store; onClose: () => void; reload: () => void }) {
  const { site } = useSite();
  const [made, setMade] = useState<NewDevice | null>(null);
  const form = useForm({ name: '' }, async ({ name }) => {
    setMade(await createDevice(site.id, { name, storeId: store.id }));
    reload();
  });
  return (
    <Dialog title={t('device.newTitle', { store: store.name })} onClose={onClose}>
      {made ? (
        <Enrolment made={made} onClose={onClose} />
      ) : (
        <form onSubmit={form.onSubmit}>
          <Field
            form={form}
            name="name"
            label={t('device.name')}
            hint={t('device.nameHint')}
            required
            maxLength={60}
          />
          <FormFoot form={form} send={t('device.create')}>
            <button type="button" onClick={onClose}>
              {t('cancel')}
            </button>
          </FormFoot>
        </form>
      )}
    </Dialog>
  );
}

/** The link and the code by which a device enrols: shown this once. */
function Enrolment({ made, onClose }: { made: NewDevice; onClose: () => void }) {
  return (
    <>
      <p class="muted">{t('device.once')}</p>
      <h3>{t('device.link')}</h3>
      <CopyText text={made.link} label={t('device.link')} />
      <h3>{t('device.code')}</h3>
      <p class="code-large">{made.code}</p>
      <p class="muted small-text">
        {t('device.expires')} <Ago at={made.expiresAt} />
      </p>
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          {t('device.done')}
        </button>
      </div>
    </>
  );
}
