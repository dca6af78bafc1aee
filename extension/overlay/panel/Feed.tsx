import type { Happening } from '../../../shared/wire/live.ts';
import type { Formats } from '../../format.ts';
import { sourceName } from '../../live/sourceName.ts';
import { type TextKey, t } from '../../text.ts';

const SHOWN = 5;

const WORDS: Record<Happening['step'], TextKey> = {
  click: 'happenedClick',
  arrival: 'happenedArrival',
  product: 'happenedProduct',
  engagement: 'happenedEngagement',
  intent: 'happenedIntent',
  coupon: 'happenedCoupon',
  visit: 'happenedVisit',
  redemption: 'happenedRedemption',
  order: 'happenedOrder',
  repeat: 'happenedRepeat',
  void: 'happenedVoid',
  return: 'happenedReturn',
};

/** The last things that happened on this page. */
export function Feed({ feed, formats, now }: { feed: Happening[]; formats: Formats; now: number }) {
  if (feed.length === 0) return null;
  return (
    <>
      <h2>{t('feed')}</h2>
      <ol class="feed">
        {feed.slice(0, SHOWN).map((happening, line) => (
          // Lines stay and their text moves on: moving elements would be a layout shift of the host page.
          <Line key={line} happening={happening} formats={formats} now={now} />
        ))}
      </ol>
    </>
  );
}

function Line({ happening, formats, now }: { happening: Happening; formats: Formats; now: number }) {
  const { step, source, store, position, amountMinor, at } = happening;
  const place = store ?? (step === 'click' ? position : null);
  return (
    <li class={`happening ${step}`}>
      <span class="what">
        {t(WORDS[step])}
        {amountMinor === null ? null : <b> {formats.money(amountMinor)}</b>}
        <span class="who">{[sourceName(source).name ?? t('direct'), place].filter(Boolean).join(' · ')}</span>
      </span>
      <time dateTime={new Date(at).toISOString()} title={formats.moment(at)}>
        {formats.ago(at, now)}
      </time>
    </li>
  );
}
