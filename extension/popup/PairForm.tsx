import { useState } from 'preact/hooks';
import type { FromPopup, PairingFailure, PairingState } from '../messages.ts';
import { readPairingLink, serverOrigin } from '../origins.ts';
import { type TextKey, t } from '../text.ts';
import { requestOrigins } from './worker.ts';

const FAILURE: Record<PairingFailure, TextKey> = {
  address: 'pairFailedAddress',
  denied: 'pairFailedDenied',
  code: 'pairFailedCode',
  unreachable: 'pairFailedUnreachable',
  tooMany: 'pairFailedTooMany',
};

interface Props {
  pairing: PairingState | null;
  send: (message: FromPopup) => Promise<void>;
}

/** Pairs with a server by its address and a code from its console. */
export function PairForm({ pairing, send }: Props) {
  const [address, setAddress] = useState(pairing?.address ?? '');
  const [code, setCode] = useState('');
  const busy = pairing?.state === 'waiting' || pairing?.state === 'asking';

  // A link holds both: pasted into the first field, it fills the second.
  const typeAddress = (text: string) => {
    const link = readPairingLink(text);
    setAddress(link?.address ?? text);
    if (link) setCode(link.code);
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    // First to the worker, which goes on even where the browser's question closes this popup.
    const paired = send({ kind: 'pair', address, code });
    const origin = serverOrigin(address);
    if (origin && !(await requestOrigins(origin))) await send({ kind: 'pairingDenied' });
    await paired;
  };

  return (
    <form class="card" onSubmit={submit}>
      <label>
        {t('pairAddress')}
        <input
          name="address"
          type="text"
          inputMode="url"
          required
          autoComplete="off"
          spellcheck={false}
          placeholder="https://backstamp.example"
          value={address}
          onInput={(event) => typeAddress(event.currentTarget.value)}
        />
      </label>
      <label>
        {t('pairCode')}
        <input
          name="code"
          class="code"
          type="text"
          required
          autoComplete="off"
          spellcheck={false}
          placeholder="XXXX-XXXX-XXXX-XXXX"
          value={code}
          onInput={(event) => setCode(event.currentTarget.value.toUpperCase())}
        />
      </label>
      {pairing?.why ? (
        <p class="problem" role="alert">
          {t(FAILURE[pairing.why])}
        </p>
      ) : null}
      <button type="submit" class="primary" disabled={busy}>
        {t(busy ? 'pairing' : 'pair')}
      </button>
    </form>
  );
}
