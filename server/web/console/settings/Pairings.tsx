import { useState } from 'preact/hooks';
import type { Pairing, Token } from '../../../../shared/wire/account.ts';
import { createPairing, listTokens, revokeToken } from '../../api.ts';
import { useLoad } from '../load.ts';
import { explain } from '../problem.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Ago } from '../ui/Ago.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { Confirm } from '../ui/Dialog.tsx';
import { When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';

/** Pairing the extension: a code for now, and what is paired already. */
export function Pairings() {
  const { site } = useSite();
  const [pairing, setPairing] = useState<Pairing | null>(null);
  const [failure, setFailure] = useState('');
  const load = useLoad(`${site.id} tokens`, () => listTokens(site.id));
  const pair = () =>
    createPairing(site.id).then(
      (made) => {
        setPairing(made);
        setFailure('');
      },
      (error: unknown) => setFailure(explain(error)),
    );
  return (
    <>
      {pairing && (
        <Code key={pairing.code} pairing={pairing} onEnd={() => setPairing(null)} reload={load.reload} />
      )}
      <div class="buttons">
        <button type="button" class={pairing ? '' : 'primary'} onClick={() => void pair()}>
          {t(pairing ? 'pairing.another' : 'pairing.new')}
        </button>
      </div>
      <p class="failure" role="alert">
        {failure}
      </p>
      <When load={load}>{({ tokens }) => <Tokens tokens={tokens} reload={load.reload} />}</When>
    </>
  );
}

/** The code while it lives; the list is asked for again now and then, so that the new token shows by itself. */
function Code({ pairing, onEnd, reload }: { pairing: Pairing; onEnd: () => void; reload: () => void }) {
  const left = Math.max(0, Math.ceil((pairing.expiresAt - useNow(1000)) / 1000));
  if (left === 0)
    return (
      <p class="watch">
        {t('pairing.expired')}{' '}
        <button type="button" class="link" onClick={onEnd}>
          {t('close')}
        </button>
      </p>
    );
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <div class="pairing">
      <p class="muted small-text">{t('pairing.how')}</p>
      <h3>{t('pairing.address')}</h3>
      <CopyText text={location.origin} label={t('pairing.address')} />
      <h3>{t('pairing.code')}</h3>
      <CopyText text={pairing.code} label={t('pairing.code')} />
      <p class="muted small-text">
        {t('pairing.left', { clock })}{' '}
        <button type="button" class="link" onClick={reload}>
          {t('pairing.refresh')}
        </button>
      </p>
    </div>
  );
}

function Tokens({ tokens, reload }: { tokens: Token[]; reload: () => void }) {
  const { site } = useSite();
  const [revoking, setRevoking] = useState<Token | null>(null);
  if (tokens.length === 0) return <p class="muted small-text">{t('tokens.none')}</p>;
  return (
    <>
      <h3>{t('tokens.title')}</h3>
      <ul class="rows">
        {tokens.map((token) => (
          <li key={token.id}>
            <span>
              {token.label}
              <small class="muted">
                {token.lastUsedAt === null ? (
                  t('tokens.unused')
                ) : (
                  <>
                    {t('tokens.used')} <Ago at={token.lastUsedAt} />
                  </>
                )}
              </small>
            </span>
            <button
              type="button"
              class="small quiet danger"
              aria-label={t('tokens.revokeOf', { token: token.label })}
              onClick={() => setRevoking(token)}
            >
              {t('revoke')}
            </button>
          </li>
        ))}
      </ul>
      {revoking && (
        <Confirm
          title={t('tokens.revokeTitle', { token: revoking.label })}
          act={t('tokens.revoke')}
          onAct={() => revokeToken(site.id, revoking.id).then(reload)}
          onClose={() => setRevoking(null)}
        >
          {t('tokens.revokeText')}
        </Confirm>
      )}
    </>
  );
}
