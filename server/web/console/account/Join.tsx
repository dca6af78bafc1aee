import { useState } from 'preact/hooks';
import { acceptInvitation } from '../../api.ts';
import { t } from '../texts.ts';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { Empty } from '../ui/Notice.tsx';
import { useForm } from '../ui/useForm.ts';
import { Door } from './Door.tsx';
import { linkSecret } from './secret.ts';

/** /join#SECRET: someone who was invited chooses a password. */
export function Join({ entered }: { entered: () => void }) {
  const [secret] = useState(linkSecret);
  const form = useForm({ password: '' }, async ({ password }) => {
    await acceptInvitation({ secret, password });
    entered();
  });
  return (
    <Door title={t('join.title')} lead={secret ? t('join.lead') : ''}>
      {secret ? (
        <form onSubmit={form.onSubmit}>
          <Field
            form={form}
            name="password"
            label={t('password.new')}
            hint={t('password.hint')}
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
            autoFocus
          />
          <FormFoot form={form} send={t('join.send')} />
        </form>
      ) : (
        <Empty title={t('join.noSecret')}>{t('join.noSecretText')}</Empty>
      )}
    </Door>
  );
}
