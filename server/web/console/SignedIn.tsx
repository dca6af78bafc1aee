import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Role, Site } from '../../../shared/wire/site.ts';
import { AttributionPage } from './attribution/AttributionPage.tsx';
import { CampaignsPage } from './campaigns/CampaignsPage.tsx';
import { ExportsPage } from './exports/ExportsPage.tsx';
import { FunnelPage } from './funnel/FunnelPage.tsx';
import { navigate, usePlace } from './location.ts';
import { PathsPage } from './paths/PathsPage.tsx';
import { PlacementsPage } from './placements/PlacementsPage.tsx';
import { PlatformsPage } from './platforms/PlatformsPage.tsx';
import { RedemptionsPage } from './redemptions/RedemptionsPage.tsx';
import { Shell } from './Shell.tsx';
import { SiteContext, useSession } from './session.ts';
import { NewSite } from './settings/NewSite.tsx';
import { SettingsPage } from './settings/SettingsPage.tsx';
import { SpendPage } from './spend/SpendPage.tsx';
import { StoresPage } from './stores/StoresPage.tsx';
import { t } from './texts.ts';
import { Empty } from './ui/Notice.tsx';

/** The parts of a site's console, by the word in their path. */
const PARTS = {
  funnel: FunnelPage,
  attribution: AttributionPage,
  redemptions: RedemptionsPage,
  paths: PathsPage,
  platforms: PlatformsPage,
  campaigns: CampaignsPage,
  placements: PlacementsPage,
  stores: StoresPage,
  spend: SpendPage,
  exports: ExportsPage,
  settings: SettingsPage,
};
type Part = keyof typeof PARTS;

/** Where a path of the console leads: /sites/{site}/{part}/… */
function readPath(path: string): { siteId: string; part: string; rest: string[] } {
  const [, , siteId = '', part = '', ...rest] = path.split('/').map(decodeURIComponent);
  return { siteId, part, rest: rest.filter(Boolean) };
}

const isPart = (word: string): word is Part => Object.hasOwn(PARTS, word);

export function SignedIn() {
  const { path } = usePlace();
  const { session } = useSession();
  useFreshStart(path);
  const { siteId, part, rest } = readPath(path);
  const [first] = session.sites;
  const found = session.sites.find(({ site }) => site.id === siteId);

  if (path === '/new-site' || (!first && session.mayCreateSites)) return <NewSite />;
  if (!first) return <NoSite />;
  if (!found && siteId) return <NotHere home={`/sites/${first.site.id}/funnel`} />;
  if (!found || !part) return <Redirect to={`/sites/${(found ?? first).site.id}/funnel`} />;
  if (!isPart(part)) return <NotHere home={`/sites/${found.site.id}/funnel`} />;
  return <SitePart key={found.site.id} site={found.site} role={found.role} part={part} rest={rest} />;
}

/** A new page starts at its top and with the focus in it, as if it had been loaded. */
function useFreshStart(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    const main = document.getElementById('main');
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
    if (!location.hash) scrollTo(0, 0);
  }, [path]);
}

function SitePart({ site, role, part, rest }: { site: Site; role: Role; part: Part; rest: string[] }) {
  const { session, setSession } = useSession();
  const state = useMemo(
    () => ({
      site,
      role,
      setSite: (changed: Site) =>
        setSession({
          ...session,
          sites: session.sites.map((each) =>
            each.site.id === changed.id ? { ...each, site: changed } : each,
          ),
        }),
    }),
    [site, role, session, setSession],
  );
  const Page = PARTS[part];
  return (
    <SiteContext.Provider value={state}>
      <Shell part={part}>
        <Page rest={rest} />
      </Shell>
    </SiteContext.Provider>
  );
}

function Redirect({ to }: { to: string }) {
  useEffect(() => navigate(to, { replace: true }), [to]);
  return null;
}

function NoSite() {
  return (
    <Shell>
      <Empty title={t('noSite.title')}>{t('noSite.text')}</Empty>
    </Shell>
  );
}

function NotHere({ home }: { home: string }) {
  return (
    <Shell>
      <Empty
        title={t('notHere.title')}
        next={
          <a href={home} class="button">
            {t('notHere.next')}
          </a>
        }
      >
        {t('notHere.text')}
      </Empty>
    </Shell>
  );
}
