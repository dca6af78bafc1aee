import '../funnel/funnel.css';
import './exports.css';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { ConversionCard } from './ConversionCard.tsx';
import { HistoryCard } from './HistoryCard.tsx';
import { TablesCard } from './TablesCard.tsx';

/** Data out and history in: tables as files, conversions for platforms, the past. */
export function ExportsPage() {
  const { role } = useSite();
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('exports.title')}</h1>
          <p class="muted">{t('exports.lead')}</p>
        </div>
      </div>
      <TablesCard />
      {role === 'owner' && (
        <>
          <ConversionCard />
          <HistoryCard />
        </>
      )}
    </>
  );
}
