import '../funnel/funnel.css';
import './placements.css';
import { useState } from 'preact/hooks';
import type { SourceCounts } from '../../../../shared/wire/funnel.ts';
import type { Placement } from '../../../../shared/wire/placement.ts';
import { getFunnel, listPlacements } from '../../api.ts';
import { dayIn } from '../../format.ts';
import { RangePicker } from '../funnel/FunnelHead.tsx';
import { type Range, readRange } from '../funnel/view.ts';
import { useLoad } from '../load.ts';
import { usePlace } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Empty, When } from '../ui/Notice.tsx';
import { useNow } from '../ui/useNow.ts';
import { PlacementForm } from './PlacementForm.tsx';
import { PlacementTable } from './PlacementTable.tsx';

/** The days that are looked at where the address names none. */
const USUAL = { range: '28' };

interface Book {
  placements: Placement[];
  /** Of the whole site: each placement's figures are the sum of those with its names. */
  sources: SourceCounts[];
}

/** The places elsewhere that lead to the site, with what each has brought. */
export function PlacementsPage() {
  const { site } = useSite();
  const { query } = usePlace();
  const today = dayIn(site.timeZone, useNow(60_000));
  const range = readRange(query.has('range') ? query : new URLSearchParams(USUAL), today);
  const { from, to } = range;
  const load = useLoad(JSON.stringify([site.id, from, to]), async (signal): Promise<Book> => {
    const [{ placements }, { sources }] = await Promise.all([
      listPlacements(site.id, signal),
      getFunnel(site.id, { from, to }, signal),
    ]);
    return { placements, sources };
  });
  return (
    <When load={load}>
      {(book) => <Placements {...book} range={range} today={today} reload={load.reload} />}
    </When>
  );
}

function Placements({
  placements,
  sources,
  range,
  today,
  reload,
}: Book & { range: Range; today: string; reload: () => void }) {
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
        {placements.length > 0 && (
          <div class="controls">
            <RangePicker view={{ range }} today={today} />
            {add}
          </div>
        )}
      </div>
      {placements.length === 0 ? (
        <Empty title={t('placements.none')} next={add}>
          {t('placements.noneText')}
        </Empty>
      ) : (
        <PlacementTable placements={placements} sources={sources} range={range} reload={reload} />
      )}
      {adding && <PlacementForm onClose={() => setAdding(false)} reload={reload} />}
    </>
  );
}
