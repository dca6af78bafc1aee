import { useEffect, useState } from 'preact/hooks';
import type { FromPopup, PopupState } from '../messages.ts';
import { Mark } from '../overlay/panel/Mark.tsx';
import { t } from '../text.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { LinkBuilder } from './LinkBuilder.tsx';
import { openSide } from './openSide.ts';
import { PairForm } from './PairForm.tsx';
import { ServerCard } from './ServerCard.tsx';
import { type PopupSubject, popupSubject } from './subject.ts';
import { TrackPage } from './TrackPage.tsx';
import { ask, onWorkerChanged } from './worker.ts';

/** The popup: pair with a server, and choose on which storefronts the overlay may stand. */
export function Popup() {
  const [state, setState] = useState<PopupState | null>(null);
  const [subject, setSubject] = useState<PopupSubject | null>(null);
  const [adding, setAdding] = useState(false);
  const send = async (message: FromPopup) => setState(await ask(message));
  useEffect(() => {
    const closing = new AbortController();
    onWorkerChanged(() => void send({ kind: 'state' }), closing.signal);
    void popupSubject(location.search).then(setSubject);
    void send({ kind: 'state' }).then(() => send({ kind: 'refresh' }));
    return () => closing.abort();
  }, []);
  if (!state || !subject) return <Head />;
  const { servers, pairing } = state;
  const isFirst = servers.length === 0;
  const hasSites = servers.some(({ sites }) => sites.length > 0);
  const about = { servers, subject, onSaved: () => void send({ kind: 'state' }) };
  return (
    <>
      <Head />
      <FirstSteps servers={servers} />
      {servers.map((server) => (
        <ServerCard key={server.address} server={server} send={send} />
      ))}
      {hasSites ? <TrackPage {...about} /> : null}
      {hasSites ? <LinkBuilder {...about} /> : null}
      {isFirst || adding || pairing ? (
        <PairForm pairing={pairing} send={send} />
      ) : (
        <button type="button" class="plain" onClick={() => setAdding(true)}>
          {t('pairAnother')}
        </button>
      )}
      {isFirst ? null : (
        <button type="button" class="plain open-side" onClick={() => void openSide()}>
          {t('sideOpen')}
        </button>
      )}
      <p class="hint">{t('shortcutHint')}</p>
    </>
  );
}

function Head() {
  return (
    <header>
      <Mark />
      <h1>{t('extensionName')}</h1>
    </header>
  );
}
