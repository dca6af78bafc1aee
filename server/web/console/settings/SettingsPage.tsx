import './settings.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { ChannelRulesForm } from './ChannelRulesForm.tsx';
import { Members } from './Members.tsx';
import { Pairings } from './Pairings.tsx';
import { SigningSecretCard } from './SigningSecretCard.tsx';
import { SiteForm } from './SiteForm.tsx';
import { TagCard } from './TagCard.tsx';

/** The site itself: its tag, its own settings, the extension, the people, the secret. */
export function SettingsPage() {
  const { site, role } = useSite();
  const owner = role === 'owner';
  // The parts are drawn after the browser has looked for the fragment.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('settings.title')}</h1>
          <p class="muted">{site.name}</p>
        </div>
      </div>
      <Part id="tag" title={t('tag.title')} text={t('tag.text')}>
        <TagCard />
      </Part>
      <Part id="extension" title={t('pairing.title')} text={t('pairing.text')}>
        <Pairings />
      </Part>
      {owner && (
        <>
          <Part id="site" title={t('site.title')} text={t('site.text')}>
            <SiteForm key={site.origins.join()} site={site} />
          </Part>
          <Part id="channels" title={t('channels.title')} text={t('channels.text')}>
            <ChannelRulesForm site={site} />
          </Part>
          <Part id="people" title={t('members.title')} text={t('members.text')}>
            <Members />
          </Part>
          <Part id="secret" title={t('secret.title')} text={t('secret.text')}>
            <SigningSecretCard />
          </Part>
        </>
      )}
    </>
  );
}

function Part({
  id,
  title,
  text,
  children,
}: {
  id: string;
  title: string;
  text: string;
  children: ComponentChildren;
}) {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{title}</h2>
        <p class="muted small-text">{text}</p>
      </div>
      <div class="card">{children}</div>
    </section>
  );
}
