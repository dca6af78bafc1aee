import { useState } from 'preact/hooks';
import type { RedemptionStory } from '../../../../shared/wire/redemptions.ts';
import { MODELS } from '../../../../shared/wire/report.ts';
import { readRedemption } from '../../api.ts';
import { formatExact } from '../../format.ts';
import { PathTimeline } from '../attribution/PathTimeline.tsx';
import { ReturnDialog } from '../attribution/ReturnDialog.tsx';
import { useLoad } from '../load.ts';
import { setQuery, usePlace } from '../location.ts';
import { money } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { When } from '../ui/Notice.tsx';
import { readStoryView, type StoryView, standingOf, storyQuery } from './view.ts';

/** One question: how did this customer come to the till, and what became of the sale? */
export function RedemptionPage({ id }: { id: string }) {
  const { site } = useSite();
  const view = readStoryView(usePlace().query);
  const asked = storyQuery(view);
  const load = useLoad(JSON.stringify([site.id, id, asked]), (signal) =>
    readRedemption(site.id, id, asked, signal),
  );
  return (
    <>
      <p class="small-text">
        <a href={`/sites/${site.id}/redemptions`}>{t('story.all')}</a>
      </p>
      <When load={load}>{(story) => <Story story={story} view={view} reload={load.reload} />}</When>
    </>
  );
}

function Story({ story, view, reload }: { story: RedemptionStory; view: StoryView; reload: () => void }) {
  const { redemption: sale, currency, timeZone, voidedAt } = story;
  const [returning, setReturning] = useState(false);
  const close = () => {
    setReturning(false);
    reload();
  };
  const facts = [sale.store || t('attribution.removed'), sale.city, sale.offer].filter(Boolean);
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{t('story.title', { order: sale.order })}</h1>
          <p class="muted">{[formatExact(sale.at, texts.locale(), timeZone), ...facts].join(' · ')}</p>
        </div>
      </div>
      <div class="answer">
        <p>{whatBecame(story)}</p>
      </div>
      <section class="card" aria-labelledby="journey">
        <h2 id="journey">{t('story.journey')}</h2>
        <ModelChoices view={view} />
        {voidedAt !== null && <p class="muted small-text">{t('story.noCredit')}</p>}
        <PathTimeline sale={sale} view={view} currency={currency} timeZone={timeZone} />
        {voidedAt === null && (
          <div class="buttons">
            <button type="button" onClick={() => setReturning(true)}>
              {t('returns.record')}
            </button>
          </div>
        )}
      </section>
      <CameBack story={story} />
      {returning && <ReturnDialog sale={sale} onClose={close} />}
    </>
  );
}

/** What is left of it, in a sentence. */
export function whatBecame({ redemption: sale, voidedAt, currency, timeZone }: RedemptionStory): string {
  const { amountMinor, returnedMinor } = sale;
  return t(`story.${standingOf({ amountMinor, returnedMinor, voidedAt })}`, {
    amount: money(amountMinor, currency),
    before: money(amountMinor + returnedMinor, currency),
    returned: money(returnedMinor, currency),
    at: voidedAt === null ? '' : formatExact(voidedAt, texts.locale(), timeZone),
  });
}

function ModelChoices({ view: { model, compare } }: { view: StoryView }) {
  const options = MODELS.map((each): [string, string] => [each, t(`model.${each}`)]);
  return (
    <div class="choices">
      <Choice
        label={t('attribution.model')}
        value={model}
        options={options}
        onChoice={(chosen) => setQuery({ model: chosen })}
      />
      <Choice
        label={t('attribution.compare')}
        value={compare ?? ''}
        options={[['', t('attribution.alone')], ...options.filter(([each]) => each !== model)]}
        onChoice={(chosen) => setQuery({ compare: chosen || null })}
      />
    </div>
  );
}

function CameBack({ story: { returns, currency, timeZone } }: { story: RedemptionStory }) {
  if (returns.length === 0) return null;
  return (
    <section class="card" aria-labelledby="came-back">
      <h2 id="came-back">{t('story.cameBack')}</h2>
      <ul>
        {returns.map((one) => (
          <li key={one.at}>
            {t('returns.one', {
              amount: money(one.amountMinor, currency),
              refund: money(one.refundMinor, currency),
            })}{' '}
            <small class="muted">{formatExact(one.at, texts.locale(), timeZone)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
