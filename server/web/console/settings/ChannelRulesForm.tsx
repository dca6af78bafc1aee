import { useState } from 'preact/hooks';
import { CHANNELS } from '../../../../shared/channels.ts';
import type { Site } from '../../../../shared/wire/site.ts';
import { changeSite } from '../../api.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { FormFoot } from '../ui/FormFoot.tsx';
import { useForm } from '../ui/useForm.ts';
import {
  CHANNEL_RULE_FIELDS,
  readChannelRules,
  type TypedChannelRule,
  typedChannelRule,
} from './channelRules.ts';

const MOST = 50;

/** The site's own word on the channel of some sources, in the order in which the rules are tried. */
export function ChannelRulesForm({ site }: { site: Site }) {
  const { setSite } = useSite();
  const [saved, setSaved] = useState(false);
  const form = useForm({ channelRules: site.channelRules.map(typedChannelRule) }, async (values) => {
    setSaved(false);
    setSite(await changeSite(site.id, { channelRules: readChannelRules(values.channelRules) }));
    setSaved(true);
  });
  const rules = form.values.channelRules;
  const set = (changed: TypedChannelRule[]) => {
    setSaved(false);
    form.set('channelRules', changed);
  };
  return (
    <form onSubmit={form.onSubmit}>
      <p class="hint">{rules.length === 0 ? t('channels.none') : t('channels.hint')}</p>
      <ol class="channel-rules">
        {rules.map((rule, index) => (
          // Rules have no identity but their place.
          <li key={index}>
            <RuleRow
              rule={rule}
              n={index + 1}
              wrong={form.errors[`channelRules.${index}`]}
              onChange={(changed) => set(rules.with(index, changed))}
            />
            <div class="buttons">
              {index > 0 && (
                <button
                  type="button"
                  class="quiet small"
                  onClick={() => set(rules.with(index, rules[index - 1] ?? rule).with(index - 1, rule))}
                >
                  {t('channels.up', { n: index + 1 })}
                </button>
              )}
              <button type="button" class="quiet danger small" onClick={() => set(rules.toSpliced(index, 1))}>
                {t('channels.remove', { n: index + 1 })}
              </button>
            </div>
          </li>
        ))}
      </ol>
      <FormFoot form={form} send={t('save')}>
        {rules.length < MOST && (
          <button type="button" onClick={() => set([...rules, typedChannelRule()])}>
            {t('channels.add')}
          </button>
        )}
        <span class="good" role="status">
          {saved && t('saved')}
        </span>
      </FormFoot>
    </form>
  );
}

function RuleRow({
  rule,
  n,
  wrong,
  onChange,
}: {
  rule: TypedChannelRule;
  n: number;
  wrong: string | undefined;
  onChange: (rule: TypedChannelRule) => void;
}) {
  return (
    <fieldset>
      <legend>{t('channels.rule', { n })}</legend>
      {CHANNEL_RULE_FIELDS.map((field) => (
        <label key={field}>
          <span>{t(`rule.${field}`)}</span>
          <input
            maxLength={120}
            value={rule[field]}
            placeholder={t('rule.anything')}
            spellcheck={false}
            aria-invalid={wrong ? 'true' : undefined}
            onInput={(event) => onChange({ ...rule, [field]: event.currentTarget.value })}
          />
        </label>
      ))}
      <label>
        <span>{t('channels.channel')}</span>
        <select
          value={rule.channel}
          onChange={(event) =>
            onChange({ ...rule, channel: event.currentTarget.value as TypedChannelRule['channel'] })
          }
        >
          {CHANNELS.map((channel) => (
            <option key={channel} value={channel}>
              {t(`channel.${channel}`)}
            </option>
          ))}
        </select>
      </label>
      {wrong && <p class="field-error">{wrong}</p>}
    </fieldset>
  );
}
