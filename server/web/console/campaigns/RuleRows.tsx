import { t } from '../texts.ts';
import { RULE_FIELDS, type TypedRule, typedRule } from './rules.ts';

/** The rules of a campaign: a visitor's source has to match all fields of any one of them. */
export function RuleRows({
  rules,
  errors,
  onChange,
}: {
  rules: TypedRule[];
  errors: Record<string, string>;
  onChange: (rules: TypedRule[]) => void;
}) {
  const change = (index: number, rule: TypedRule) =>
    onChange(rules.map((each, at) => (at === index ? rule : each)));
  return (
    <fieldset class="field rule-rows">
      <legend>{t('campaign.rules')}</legend>
      <p class="hint">{t('campaign.rulesHint')}</p>
      <ol>
        {rules.map((rule, index) => (
          // Rules have no identity but their place.
          <li key={index}>
            <RuleRow
              rule={rule}
              index={index}
              errors={errors}
              onChange={(changed) => change(index, changed)}
            />
            {rules.length > 1 && (
              <button
                type="button"
                class="quiet danger small"
                onClick={() => onChange(rules.filter((_, at) => at !== index))}
              >
                {t('rule.remove', { n: index + 1 })}
              </button>
            )}
          </li>
        ))}
      </ol>
      {errors.rules && <p class="field-error">{errors.rules}</p>}
      <button type="button" class="small" onClick={() => onChange([...rules, typedRule()])}>
        {t('rule.add')}
      </button>
    </fieldset>
  );
}

function RuleRow({
  rule,
  index,
  errors,
  onChange,
}: {
  rule: TypedRule;
  index: number;
  errors: Record<string, string>;
  onChange: (rule: TypedRule) => void;
}) {
  return (
    <fieldset class="rule-row">
      <legend class="visually-hidden">{t('rule.nth', { n: index + 1 })}</legend>
      {RULE_FIELDS.map((field) => {
        const wrong = errors[`rules.${index}.${field}`];
        return (
          <label key={field}>
            <span>{t(`rule.${field}`)}</span>
            <input
              name={`rules.${index}.${field}`}
              maxLength={120}
              value={rule[field]}
              placeholder={t('rule.anything')}
              aria-invalid={wrong ? 'true' : undefined}
              onInput={(event) => onChange({ ...rule, [field]: event.currentTarget.value })}
            />
            {wrong && <span class="field-error">{wrong}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}
