import './shell.css';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { AccountMenu } from './AccountMenu.tsx';
import { navigate } from './location.ts';
import { SiteContext, useSession } from './session.ts';
import { type ConsoleKey, t } from './texts.ts';
import { Icon, type IconName } from './ui/Icon.tsx';
import { Mark } from './ui/Mark.tsx';

const RAIL: [part: IconName, label: ConsoleKey][] = [
  ['funnel', 'nav.funnel'],
  ['attribution', 'nav.attribution'],
  ['paths', 'nav.paths'],
  ['platforms', 'nav.platforms'],
  ['campaigns', 'nav.campaigns'],
  ['placements', 'nav.placements'],
  ['stores', 'nav.stores'],
  ['spend', 'nav.spend'],
  ['exports', 'nav.exports'],
  ['settings', 'nav.settings'],
];

/** Parts that stand under another one in the rail. */
const UNDER: Record<string, string> = { redemptions: 'attribution' };

/** The frame around every page of someone who is signed in: rail, site, account. */
export function Shell({ part, children }: { part?: string; children: ComponentChildren }) {
  const site = useContext(SiteContext)?.site;
  useEffect(() => {
    const label = part === 'redemptions' ? 'tabs.redemptions' : RAIL.find(([name]) => name === part)?.[1];
    document.title = [label && t(label), site?.name, 'Backstamp'].filter(Boolean).join(' · ');
  });
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('skip')}
      </a>
      <header class="rail">
        <a class="brand" href="/" aria-label={t('home')}>
          <Mark />
          <span>Backstamp</span>
        </a>
        <SiteSwitcher part={part} />
        {site && <Rail site={site.id} part={part && (UNDER[part] ?? part)} />}
        <AccountMenu />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Rail({ site, part }: { site: string; part: string | undefined }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a small screen the bar scrolls: where one is must be seen.
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [part]);
  return (
    <nav ref={bar} aria-label={t('nav.label')}>
      {RAIL.map(([name, label]) => (
        <a key={name} href={`/sites/${site}/${name}`} aria-current={part === name ? 'page' : undefined}>
          <Icon name={name} />
          <span>{t(label)}</span>
        </a>
      ))}
    </nav>
  );
}

function SiteSwitcher({ part }: { part: string | undefined }) {
  const { session } = useSession();
  const site = useContext(SiteContext)?.site;
  if (!site) return null;
  if (session.sites.length === 1) return <p class="site-name">{site.name}</p>;
  return (
    <select
      class="site-switcher"
      aria-label={t('site.switch')}
      value={site.id}
      onChange={(event) => navigate(`/sites/${event.currentTarget.value}/${part ?? 'funnel'}`)}
    >
      {session.sites.map((each) => (
        <option key={each.site.id} value={each.site.id}>
          {each.site.name}
        </option>
      ))}
    </select>
  );
}
