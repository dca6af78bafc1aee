import { useState } from 'preact/hooks';
import {
  AD_PLATFORMS,
  type AdPlatform,
  CONVERSION_VALUES,
  type ConversionTerms,
  LEFT_OUT,
  type PendingConversions,
} from '../../../../shared/wire/conversions.ts';
import { MODELS } from '../../../../shared/wire/report.ts';
import { getConversions, makeConversions } from '../../api.ts';
import { formatExact } from '../../format.ts';
import { useLoad } from '../load.ts';
import { setQuery, usePlace } from '../location.ts';
import { money, number } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { Choice, Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { When } from '../ui/Notice.tsx';
import { useForm } from '../ui/useForm.ts';
import { BatchTable } from './BatchTable.tsx';

const FIRST: ConversionTerms = { name: '', value: 'credit', model: 'lastNonDirect' };

/** What the stores took, for the platforms whose clicks led to it. */
export function ConversionCard() {
  const { site } = useSite();
  const { query } = usePlace();
  const platform = AD_PLATFORMS.find((each) => each === query.get('platform')) ?? 'google';
  const [round, setRound] = useState(0);
  const [asked, setAsked] = useState<Pick<ConversionTerms, 'value' | 'model'> | null>(null);
  const load = useLoad(JSON.stringify([site.id, platform, round, asked]), (signal) =>
    getConversions(site.id, platform, asked ?? {}, signal),
  );
  return (
    <section class="card exports-part" aria-labelledby="conversions-title">
      <h2 id="conversions-title">{t('conversions.title')}</h2>
      <p class="muted small-text">{t('conversions.text')}</p>
      <PlatformChoice
        platform={platform}
        onChoice={(each) => {
          setAsked(null);
          setQuery({ platform: each });
        }}
      />
      <When load={load}>
        {(pending) => (
          <>
            <TermsForm
              key={platform}
              platform={platform}
              pending={pending}
              onAsked={setAsked}
              onMade={() => setRound((each) => each + 1)}
            />
            <LeftOutList pending={pending} />
          </>
        )}
      </When>
      <BatchTable platform={platform} round={round} />
    </section>
  );
}

function PlatformChoice({
  platform,
  onChoice,
}: {
  platform: AdPlatform;
  onChoice: (platform: AdPlatform) => void;
}) {
  return (
    <fieldset class="range">
      <legend class="visually-hidden">{t('conversions.platform')}</legend>
      <div class="segments">
        {AD_PLATFORMS.map((each) => (
          <label key={each}>
            <input type="radio" name="platform" checked={each === platform} onChange={() => onChoice(each)} />
            <span>{t(`platform.${each}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function TermsForm({
  platform,
  pending,
  onAsked,
  onMade,
}: {
  platform: AdPlatform;
  pending: PendingConversions;
  onAsked: (asked: Pick<ConversionTerms, 'value' | 'model'>) => void;
  onMade: () => void;
}) {
  const { site } = useSite();
  const [said, setSaid] = useState('');
  const form = useForm({ ...FIRST, ...pending.terms }, async (values) => {
    setSaid('');
    const { batch } = await makeConversions(site.id, platform, { ...values, name: values.name.trim() });
    setSaid(t(batch ? 'conversions.made' : 'conversions.madeNothing'));
    onMade();
  });
  // What the next file holds depends on what a conversion is worth: it is asked for anew.
  const choosing: typeof form = {
    ...form,
    set(name, value) {
      form.set(name, value);
      const { value: worth, model } = Object.assign({ ...form.values }, { [name]: value });
      onAsked({ value: worth, model });
    },
  };
  return (
    <form onSubmit={form.onSubmit}>
      <Field
        form={form}
        name="name"
        label={t('conversions.name')}
        hint={t('conversions.nameHint')}
        required
        maxLength={100}
      />
      <div class="pair">
        <Choice
          form={choosing}
          name="value"
          label={t('conversions.value')}
          options={CONVERSION_VALUES.map((value) => [value, t(`conversions.${value}`)])}
        />
        {form.values.value === 'credit' && (
          <Choice
            form={choosing}
            name="model"
            label={t('conversions.model')}
            options={MODELS.map((model) => [model, t(`model.${model}`)])}
          />
        )}
      </div>
      <NextFile pending={pending} />
      <FormFoot form={form} send={t('conversions.make')}>
        <span class="good" role="status">
          {said}
        </span>
      </FormFoot>
    </form>
  );
}

function NextFile({ pending }: { pending: PendingConversions }) {
  const { counts, valueMinor, currency, days } = pending;
  if (Object.values(counts).every((n) => n === 0)) {
    return <p class="muted">{t('conversions.nothing', { days: number(days) })}</p>;
  }
  const tallies: [string, string][] = [
    [t('conversions.new'), number(counts.conversion)],
    [t('conversions.worth'), money(valueMinor, currency)],
    [t('conversions.restated'), number(counts.restatement)],
    [t('conversions.retracted'), number(counts.retraction)],
  ];
  return (
    <>
      <h3>{t('conversions.next')}</h3>
      <Tallies tallies={tallies} />
    </>
  );
}

/** A few figures beside each other, each with its name. */
export function Tallies({ tallies }: { tallies: [name: string, figure: string][] }) {
  return (
    <dl class="tallies">
      {tallies.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

function LeftOutList({ pending }: { pending: PendingConversions }) {
  const { site } = useSite();
  const { leftOut, list } = pending;
  const met = LEFT_OUT.filter((why) => leftOut[why] > 0);
  return (
    <>
      <h3>{t('conversions.leftOut')}</h3>
      {met.length === 0 && <p class="muted">{t('conversions.leftOutNone')}</p>}
      <ul class="why-list">
        {met.map((why) => (
          <li key={why}>
            <span>{t(`leftOut.${why}`)}</span>
            <b>{number(leftOut[why])}</b>
          </li>
        ))}
      </ul>
      {list.length > 0 && (
        <details>
          <summary>{t('conversions.showList')}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
          <section class="scroll" aria-label={t('conversions.leftOut')} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('conversions.order.number')}</th>
                  <th scope="col">{t('conversions.at')}</th>
                  <th scope="col">{t('conversions.why')}</th>
                </tr>
              </thead>
              <tbody>
                {list.map((each) => (
                  <tr key={each.id}>
                    <th scope="row">{each.order}</th>
                    <td>{formatExact(each.at, texts.locale(), site.timeZone)}</td>
                    <td>{t(`leftOut.${each.why}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p class="muted small-text">{t('conversions.listMore', { n: number(list.length) })}</p>
        </details>
      )}
    </>
  );
}
