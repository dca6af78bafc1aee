import { useEffect, useState } from 'preact/hooks';
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

const POLL_MS = 3000;

/** Pairing the extension: a code for now, and what is paired already. */
export function Pairings() {
  const { site } = useSite();
  const load = useLoad(`${site.id} tokens`, () => listTokens(site.id));
  return (
    <When load={load}>
      {({ tokens }) => (
        <>
          <NewPairing tokens={tokens} reload={load.reload} />
          <Tokens tokens={tokens} reload={load.reload} />
        </>
      )}
    </When>
  );
}

/** A code on demand; it goes as soon as an extension has used it. */
function NewPairing({ tokens, reload }: { tokens: Token[]; reload: () => void }) {
  const { site } = useSite();
  const [made, setMade] = useState<{ pairing: Pairing; known: string[] } | null>(null);
  const [failure, setFailure] = useState('');
  const paired = made && tokens.find(({ id }) => !made.known.includes(id));
  const pair = () =>
    createPairing(site.id).then(
      (pairing) => {
        setMade({ pairing, known: tokens.map(({ id }) => id) });
        setFailure('');
      },
      (error: unknown) => setFailure(explain(error)),
    );
  return (
    <>
      {made && !paired && <Code key={made.pairing.code} pairing={made.pairing} reload={reload} />}
      <p class="good" role="status" hidden={!paired}>
        {paired && t('pairing.done', { token: paired.label })}
      </p>
      <div class="buttons">
        <button type="button" class={made ? '' : 'primary'} onClick={() => void pair()}>
          {t(made ? 'pairing.another' : 'pairing.new')}
        </button>
      </div>
      <p class="failure" role="alert">
        {failure}
      </p>
    </>
  );
}

/** The code while it lives; meanwhile the list is asked for again and again, so that a new token shows by itself. */
function Code({ pairing, reload }: { pairing: Pairing; reload: () => void }) {
  const left = Math.max(0, Math.ceil((pairing.expiresAt - useNow(1000)) / 1000));
  const alive = left > 0;
  useEffect(() => {
    if (!alive) return;
    const timer = setInterval(reload, POLL_MS);
    return () => clearInterval(timer);
  }, [alive, reload]);
  if (!alive) return <p class="watch">{t('pairing.expired')}</p>;
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <div class="pairing">
      <p class="muted small-text">{t('pairing.how')}</p>
      <CopyText text={`${location.origin}/#pair=${pairing.code}`} label={t('pairing.link')} />
      <p class="muted small-text">{t('pairing.parts')}</p>
      <h3>{t('pairing.address')}</h3>
      <CopyText text={location.origin} label={t('pairing.address')} />
      <h3>{t('pairing.code')}</h3>
      <CopyText text={pairing.code} label={t('pairing.code')} />
      <p class="muted small-text">{t('pairing.left', { clock })}</p>
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
