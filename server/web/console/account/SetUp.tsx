import { useState } from 'preact/hooks';
import { setUp } from '../../api.ts';
import { t } from '../texts.ts';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { Empty } from '../ui/Notice.tsx';
import { useForm } from '../ui/useForm.ts';
import { Door } from './Door.tsx';
import { linkSecret } from './secret.ts';

/** /setup#SECRET: the first owner chooses an e-mail and a password. */
export function SetUp({ entered }: { entered: () => void }) {
  const [secret] = useState(linkSecret);
  const form = useForm({ email: '', password: '' }, async (values) => {
    await setUp({ secret, ...values });
    entered();
  });
  if (!secret)
    return (
      <Door title={t('setup.title')}>
        <Empty title={t('setup.noSecret')}>{t('setup.noSecretText')}</Empty>
      </Door>
    );
  return (
    <Door title={t('setup.title')} lead={t('setup.lead')}>
      <form onSubmit={form.onSubmit}>
        <Field
          form={form}
          name="email"
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
        />
        <Field
          form={form}
          name="password"
          label={t('password.new')}
          hint={t('password.hint')}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
        <FormFoot form={form} send={t('setup.send')} />
      </form>
    </Door>
  );
}
