import { usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';

const TABS = [
  ['attribution', 'attribution'],
  ['participation', 'attribution/participation'],
  ['redemptions', 'redemptions'],
] as const;

/** The reports of redemptions: one that adds up, one that does not, and single redemptions. The days go along. */
export function ReportTabs({ shown }: { shown: (typeof TABS)[number][0] }) {
  const { site } = useSite();
  const { query } = usePlace();
  const days = new URLSearchParams([...query].filter(([key]) => ['range', 'from', 'to'].includes(key)));
  const search = days.size > 0 ? `?${days}` : '';
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
