import './placements.css';
import { useState } from 'preact/hooks';
import type { SourceCounts } from '../../../../shared/wire/funnel.ts';
import type { Placement } from '../../../../shared/wire/placement.ts';
import { getFunnel, listPlacements } from '../../api.ts';
import { addDays, dayIn } from '../../format.ts';
import { useLoad } from '../load.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Empty, When } from '../ui/Notice.tsx';
import { PlacementForm } from './PlacementForm.tsx';
import { PlacementTable } from './PlacementTable.tsx';

/** The days over which the list counts. */
const DAYS = 28;

interface Book {
  placements: Placement[];
  /** Of the whole site: each placement's figures are the sum of those with its names. */
  sources: SourceCounts[];
}

/** The places elsewhere that lead to the site, with what each has brought. */
export function PlacementsPage() {
  const { site } = useSite();
  const load = useLoad(`${site.id} placements`, async (signal): Promise<Book> => {
    const today = dayIn(site.timeZone, Date.now());
    const [{ placements }, { sources }] = await Promise.all([
      listPlacements(site.id, signal),
      getFunnel(site.id, { from: addDays(today, 1 - DAYS), to: today }, signal),
    ]);
    return { placements, sources };
  });
  return <When load={load}>{(book) => <Placements {...book} reload={load.reload} />}</When>;
}

function Placements({ placements, sources, reload }: Book & { reload: () => void }) {
  const [adding, setAdding] = useState(false);
  const add = (
    <button type="button" class="primary" onClick={() => setAdding(true)}>
      {t('placements.new')}
    </button>
  );
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('placements.title')}</h1>
          <p class="muted">{t('placements.lead')}</p>
        </div>
        {placements.length > 0 && <div class="controls">{add}</div>}
      </div>
      {placements.length === 0 ? (
        <Empty title={t('placements.none')} next={add}>
          {t('placements.noneText')}
        </Empty>
      ) : (
        <PlacementTable placements={placements} sources={sources} reload={reload} />
      )}
      {adding && <PlacementForm onClose={() => setAdding(false)} reload={reload} />}
    </>
  );
}
