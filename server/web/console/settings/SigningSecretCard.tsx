import { useState } from 'preact/hooks';
import { getSigningSecret } from '../../api.ts';
import { explain } from '../problem.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { CopyText } from '../ui/CopyText.tsx';

/** The signing secret, fetched only when someone asks to see it. */
export function SigningSecretCard() {
  const { site } = useSite();
  const [secret, setSecret] = useState('');
  const [failure, setFailure] = useState('');
  const show = () =>
    getSigningSecret(site.id).then(
      (answer) => setSecret(answer.secret),
      (error: unknown) => setFailure(explain(error)),
    );
  return (
    <>
      {secret ? (
        <CopyText text={secret} label={t('secret.title')} />
      ) : (
        <button type="button" onClick={() => void show()}>
          {t('secret.show')}
        </button>
      )}
      <p class="failure" role="alert">
        {failure}
      </p>
      <p class="muted small-text">{t('secret.how')}</p>
    </>
  );
}
