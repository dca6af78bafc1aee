import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { draftProblems, type Preview, preview } from './order.ts';
import type { OrderStage, SaleEvent } from './sale.ts';
import { useTongue } from './tongue.ts';
import { useEnterGuard } from './useEnterGuard.ts';

interface Props {
  order: OrderStage;
  currency: string;
  dispatch: (event: SaleEvent) => void;
  send: (order: OrderStage, amountMinor: number) => Promise<void>;
}

/** The order under a good code: amount, number, what comes off, and one button with the sum to charge. */
export function OrderForm({ order, currency, dispatch, send }: Props) {
  const { t, money } = useTongue();
  const form = useRef<HTMLFormElement>(null);
  const [isChecked, setChecked] = useState(false);
  const isLateEnter = useEnterGuard(order.stage);
  const { draft } = order.begun;
  const sum = preview(order.given, draft, currency);
  const problems = draftProblems(draft, currency);
  const shown = isChecked ? problems : {};
  const focus = (name: string) => form.current?.querySelector<HTMLElement>(`[name=${name}]`)?.focus();
  // Before the next key, not after the next frame: a fast clerk's first digit belongs to the amount.
  useLayoutEffect(() => focus(draft.amount && !draft.order ? 'order' : 'amount'), []);

  const submit = (event: Event) => {
    event.preventDefault();
    if (order.sending) return;
    const wrong = problems.amount ? 'amount' : problems.order ? 'order' : null;
    // From a good amount, Enter goes on to the number that is still to come: that is no mistake yet.
    if (wrong !== 'order' || document.activeElement?.getAttribute('name') !== 'amount') setChecked(true);
    if (wrong || !sum) return focus(wrong ?? 'amount');
    void send(order, sum.amountMinor);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isLateEnter(event)) event.preventDefault();
    if (event.key === 'Escape') dispatch({ type: 'back' });
  };

  return (
    <form ref={form} class="order-form" onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <Field
        name="amount"
        label={t('order.amount', { currency })}
        value={draft.amount}
        inputMode="decimal"
        problem={shown.amount ? t(shown.amount, { example: money(499_900) }) : ''}
        onInput={(amount) => dispatch({ type: 'drafted', draft: { amount } })}
      />
      <Field
        name="order"
        label={t('order.number')}
        value={draft.order}
        inputMode="text"
        problem={shown.order ? t(shown.order) : ''}
        onInput={(number) => dispatch({ type: 'drafted', draft: { order: number } })}
      />
      <Sum sum={sum} minimumMinor={order.given.minimumMinor} />
      <div class="order-acts">
        <button type="submit" class="primary go" disabled={order.sending}>
          {goText(order, sum, t, money)}
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => dispatch({ type: 'back' })}
          disabled={order.sending}
        >
          {t('order.back')}
        </button>
      </div>
    </form>
  );
}

type Tongue = ReturnType<typeof useTongue>;

function goText(order: OrderStage, sum: Preview | null, t: Tongue['t'], money: Tongue['money']): string {
  if (order.sending) return t('order.sending');
  if (!sum) return t('order.goUnknown');
  return t(order.trouble ? 'order.retry' : 'order.go', { amount: money(sum.toPayMinor) });
}

function Sum({ sum, minimumMinor }: { sum: Preview | null; minimumMinor: number }) {
  const { t, money } = useTongue();
  return (
    <dl class="sum">
      <div>
        <dt>{t('order.off')}</dt>
        <dd>{sum ? `−${money(sum.discountMinor)}` : '–'}</dd>
      </div>
      <div>
        <dt>{t('order.charge')}</dt>
        <dd class="charge">{sum ? money(sum.toPayMinor) : '–'}</dd>
      </div>
      {sum?.isBelow && <p class="watch">{t('order.below', { amount: money(minimumMinor) })}</p>}
    </dl>
  );
}

interface FieldProps {
  name: string;
  label: string;
  value: string;
  inputMode: 'decimal' | 'text';
  problem: string;
  onInput: (value: string) => void;
}

function Field({ name, label, value, inputMode, problem, onInput }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        value={value}
        inputMode={inputMode}
        maxLength={80}
        autocomplete="off"
        spellcheck={false}
        enterKeyHint="next"
        aria-invalid={problem !== ''}
        aria-describedby={`${name}-problem`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p id={`${name}-problem`} class="bad" role="alert">
        {problem}
      </p>
    </div>
  );
}
