import { useEffect, useState } from 'preact/hooks';
import type { Installation } from '../../../../shared/wire/site.ts';
import { changeSite, getInstallation } from '../../api.ts';
import { useLoad } from '../load.ts';
import { explain } from '../problem.ts';
import { number } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Ago } from '../ui/Ago.tsx';
import { CopyText } from '../ui/CopyText.tsx';
import { When } from '../ui/Notice.tsx';

const POLL_MS = 3000;

/** The tag to paste, and whether it reaches us: asked again and again while somebody looks. */
export function TagCard() {
  const { site } = useSite();
  const load = useLoad(`${site.id} installation`, (signal) => getInstallation(site.id, signal));
  const { reload } = load;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(), POLL_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <When load={load}>
      {(installation) => (
        <>
          <CopyText text={installation.tag} label={t('tag.title')} />
          <div aria-live="polite">
            <Verdict installation={installation} />
          </div>
          <Foreign installation={installation} />
        </>
      )}
    </When>
  );
}

/** What we see, in plain words. */
function Verdict({ installation }: { installation: Installation }) {
  const { site } = useSite();
  const { lastViewAt, viewsToday, botsToday, mintsCappedToday } = installation;
  if (lastViewAt === null)
    return (
      <p class="verdict waiting">
        <b>{t('tag.nothing')}</b> {t('tag.nothingText', { origin: site.origins[0] ?? '' })}
      </p>
    );
  return (
    <>
      <p class="verdict good">
        <b>{t('tag.works')}</b> {t('tag.lastView')} <Ago at={lastViewAt} />.
      </p>
      <p class="muted small-text">
        {t('tag.today', { count: viewsToday, n: number(viewsToday), bots: number(botsToday) })}
        {mintsCappedToday > 0 && (
          <span class="watch"> {t('tag.capped', { n: number(mintsCappedToday) })}</span>
        )}
      </p>
    </>
  );
}

/** Beacons of a place that is not the site's are dropped; perhaps it should be the site's. */
function Foreign({ installation }: { installation: Installation }) {
  const { site, role, setSite } = useSite();
  const [failure, setFailure] = useState('');
  const origin = installation.lastForeignOrigin;
  if (!origin || installation.foreignToday === 0 || site.origins.includes(origin)) return null;
  const add = () =>
    changeSite(site.id, { origins: [...site.origins, origin] }).then(setSite, (error: unknown) =>
      setFailure(explain(error)),
    );
  return (
    <div class="foreign">
      <p>
        <span class="watch">{t('tag.foreign', { count: installation.foreignToday, origin })}</span>{' '}
        {role === 'owner' && t('tag.foreignAsk')}
      </p>
      {role === 'owner' && (
        <button type="button" class="small" onClick={() => void add()}>
          {t('tag.foreignAdd', { origin })}
        </button>
      )}
      {failure && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
