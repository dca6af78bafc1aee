import { signIn } from '../../api.ts';
import { t } from '../texts.ts';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { Empty } from '../ui/Notice.tsx';
import { useForm } from '../ui/useForm.ts';
import { Door } from './Door.tsx';

export function SignIn({ entered, setupNeeded }: { entered: () => void; setupNeeded: boolean }) {
  const form = useForm({ email: '', password: '' }, async (values) => {
    await signIn(values);
    entered();
  });
  if (setupNeeded)
    return (
      <Door title={t('setup.title')}>
        <Empty title={t('setup.needed')}>{t('setup.neededText')}</Empty>
      </Door>
    );
  return (
    <Door title={t('signIn.title')}>
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
          label={t('password')}
          type="password"
          autoComplete="current-password"
          required
        />
        <FormFoot form={form} send={t('signIn.send')} />
      </form>
    </Door>
  );
}
