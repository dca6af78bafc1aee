import { usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';

const TABS = [
  ['attribution', 'attribution'],
  ['participation', 'attribution/participation'],
  ['redemptions', 'redemptions'],
] as const;

/** What more than one of them reads from the address: it goes along. */
const KEPT = ['range', 'from', 'to', 'channel', 'campaign'];

/** The reports of redemptions: one that adds up, one that does not, and single redemptions. */
export function ReportTabs({ shown }: { shown: (typeof TABS)[number][0] }) {
  const { site } = useSite();
  const { query } = usePlace();
  const kept = new URLSearchParams([...query].filter(([key]) => KEPT.includes(key)));
  const search = kept.size > 0 ? `?${kept}` : '';
  return (
    <nav class="tabs" aria-label={t('tabs.label')}>
      {TABS.map(([name, path]) => (
        <a
          key={name}
          href={`/sites/${site.id}/${path}${search}`}
          aria-current={name === shown ? 'page' : undefined}
        >
          {t(`tabs.${name}`)}
        </a>
      ))}
    </nav>
  );
}
