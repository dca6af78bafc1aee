import { useState } from 'preact/hooks';
import { relativeTime, timeAgo } from '../format.ts';
import type { FromPopup, PopupServer, PopupSite } from '../messages.ts';
import { type TextKey, t } from '../text.ts';
import { giveBack, requestOrigins } from './worker.ts';

interface Props {
  server: PopupServer;
  send: (message: FromPopup) => Promise<void>;
}

const STATE: Partial<Record<PopupServer['state'], TextKey>> = {
  signedOut: 'serverSignedOut',
  unreachable: 'serverUnreachable',
};

/** A paired server, its sites, and where the overlay stands on them. */
export function ServerCard({ server, send }: Props) {
  const trouble = server.granted ? STATE[server.state] : 'serverNoPermission';
  return (
    <section class="card" data-server={server.address}>
      {trouble ? (
        <p class="problem" role="alert">
          {t(trouble)}
          {server.numbersAt === null ? null : ` ${newest(server.numbersAt)}`}
        </p>
      ) : null}
      {server.granted ? null : (
        <button type="button" class="primary" onClick={() => void requestOrigins(server.address)}>
          {t('allowServer')}
        </button>
      )}
      {server.sites.length === 0 ? <p class="hint">{t('noSites')}</p> : null}
      {server.sites.map((site) => (
        <Site key={site.id} site={site} server={server.address} send={send} />
      ))}
      <footer>
        <span class="address">{new URL(server.address).host}</span>
        <Unpair onConfirm={() => void send({ kind: 'unpair', address: server.address })} />
      </footer>
    </section>
  );
}

function newest(at: number): string {
  return t('newestNumbers', timeAgo(relativeTime(), at, Date.now()));
}

interface SiteProps {
  site: PopupSite;
  server: string;
  send: Props['send'];
}

function Site({ site, server, send }: SiteProps) {
  const show = async (origin: string, shown: boolean) => {
    if (shown && !(await requestOrigins(origin, server))) return;
    await send({ kind: 'show', origin, shown });
  };
  return (
    <div class="site">
      <h2>{site.name}</h2>
      {site.origins.map(({ origin, granted, shown }) => (
        <label key={origin} class="origin" data-origin={origin}>
          <span class="where">
            {new URL(origin).host}
            <span class="state">{t(granted ? (shown ? 'shownHere' : 'hiddenHere') : 'notAllowedHere')}</span>
          </span>
          {granted && !shown ? (
            <button type="button" class="plain revoke" onClick={() => void giveBack(origin)}>
              {t('revoke')}
            </button>
          ) : null}
          <input
            type="checkbox"
            role="switch"
            aria-checked={granted && shown}
            aria-label={t('showOn', origin)}
            checked={granted && shown}
            onChange={(event) => void show(origin, event.currentTarget.checked)}
          />
        </label>
      ))}
    </div>
  );
}

/** Asks once more in place: a dialog would close the popup. */
function Unpair({ onConfirm }: { onConfirm: () => void }) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button type="button" class="plain unpair" onClick={() => setAsked(true)}>
        {t('unpair')}
      </button>
    );
  }
  return (
    <span class="confirm">
      <button type="button" class="plain" onClick={() => setAsked(false)}>
        {t('keep')}
      </button>
      <button type="button" class="plain danger" onClick={onConfirm}>
        {t('unpairConfirm')}
      </button>
    </span>
  );
}
