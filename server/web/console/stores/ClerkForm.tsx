import type { Store } from '../../../../shared/wire/site.ts';
import type { Clerk } from '../../../../shared/wire/till.ts';
import { changeClerk, createClerk } from '../../api.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { type Form, useForm } from '../ui/useForm.ts';

export function ClerkForm({
  store,
  onClose,
  reload,
}: {
  store: Store;
  onClose: () => void;
  reload: () => void;
}) {
  const { site } = useSite();
  const form = useForm({ name: '', pin: '' }, async (values) => {
    await createClerk(site.id, { ...values, storeId: store.id });
    reload();
    onClose();
  });
  return (
    <Dialog title={t('clerk.newTitle', { store: store.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit}>
        <Field
          form={form}
          name="name"
          label={t('clerk.name')}
          hint={t('clerk.nameHint')}
          required
          maxLength={60}
        />
        <PinField form={form} />
        <Foot form={form} send={t('clerk.create')} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** A new PIN also unlocks. */
export function PinForm({
  clerk,
  onClose,
  reload,
}: {
  clerk: Clerk;
  onClose: () => void;
  reload: () => void;
}) {
  const { site } = useSite();
  const form = useForm({ pin: '' }, async ({ pin }) => {
    await changeClerk(site.id, clerk.id, { pin });
    reload();
    onClose();
  });
  return (
    <Dialog title={t('clerk.pinTitle', { clerk: clerk.name })} onClose={onClose}>
      <form onSubmit={form.onSubmit}>
        {clerk.locked && <p class="muted">{t('clerk.unlocks')}</p>}
        <PinField form={form} />
        <Foot form={form} send={t('clerk.setPin')} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function PinField<Values extends { pin: string }>({ form }: { form: Form<Values> }) {
  return (
    <Field
      form={form as unknown as Form<{ pin: string }>}
      name="pin"
      label={t('clerk.pin')}
      hint={t('clerk.pinHint')}
      inputMode="numeric"
      autoComplete="off"
      pattern="[0-9]{4,8}"
      minLength={4}
      maxLength={8}
      required
    />
  );
}

function Foot<Values>({ form, send, onClose }: { form: Form<Values>; send: string; onClose: () => void }) {
  return (
    <FormFoot form={form} send={send}>
      <button type="button" onClick={onClose}>
        {t('cancel')}
      </button>
    </FormFoot>
  );
}
