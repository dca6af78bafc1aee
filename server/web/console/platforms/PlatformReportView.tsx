import type { PlatformReport } from '../../../../shared/wire/platforms.ts';
import { day } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Empty } from '../ui/Notice.tsx';
import { platformsAnswer } from './answer.ts';
import { PlatformTable } from './PlatformTable.tsx';
import { VerdictCard } from './VerdictCard.tsx';
import { VerdictKey } from './VerdictKey.tsx';
import type { PlatformsView } from './view.ts';

/** The answer in words, then each platform's numbers, then why its verdict is what it is. */
export function PlatformReportView({ view, report }: { view: PlatformsView; report: PlatformReport }) {
  if (report.rows.length === 0) return <Nothing view={view} />;
  const open = report.rows.find(({ key }) => key === view.row);
  const isWeighed = report.rows.some(({ costMinor }) => costMinor !== null);
  return (
    <>
      <div class="answer">
        <p>{platformsAnswer(report)}</p>
        <Young report={report} />
      </div>
      {!isWeighed && <NoSpend />}
      <PlatformTable report={report} />
      {open && <VerdictCard key={open.key} row={open} report={report} view={view} />}
      <VerdictKey thresholds={report.thresholds} />
    </>
  );
}

/** Who came lately may still buy: until then nothing is stopped for them. */
function Young({ report: { immatureFrom, matureTo } }: { report: PlatformReport }) {
  const { site } = useSite();
  if (immatureFrom === null) return null;
  return (
    <p class="immature">
      <span class="badge watch">{t('immature.badge')}</span>{' '}
      {t('immature.text', { from: day(immatureFrom), count: site.windowDays })}{' '}
      {matureTo === null ? t('platforms.allYoung') : t('platforms.ripeTo', { to: day(matureTo) })}
    </p>
  );
}

function NoSpend() {
  const { site } = useSite();
  return (
    <Empty
      title={t('platforms.noSpend')}
      next={
        <a class="button primary" href={`/sites/${site.id}/spend`}>
          {t('platforms.toSpend')}
        </a>
      }
    >
      {t('platforms.noSpendText')}
    </Empty>
  );
}

function Nothing({ view }: { view: PlatformsView }) {
  const { site } = useSite();
  return (
    <Empty
      title={t('platforms.nothing')}
      next={
        <>
          {view.range.name !== '90' && (
            <a class="button primary" href="?range=90">
              {t('nobody.longer')}
            </a>
          )}
          <a class="button" href={`/sites/${site.id}/spend`}>
            {t('platforms.toSpend')}
          </a>
        </>
      }
    >
      {t('platforms.nothingText')}
    </Empty>
  );
}
