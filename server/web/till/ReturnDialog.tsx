import { nanoid } from 'nanoid';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { parseMoney, typeMoney } from '../../../shared/money.ts';
import { refundMinor } from '../../../shared/refund.ts';
import type { ReturnAnswer, ReturnInput } from '../../../shared/wire/returns.ts';
import type { Redemption, TillState } from '../../../shared/wire/till.ts';
import { returnGoods } from '../api.ts';
import { useTongue } from './tongue.ts';
import { isConflict, troubleOf } from './trouble.ts';
import { troubleWords } from './troubleWords.ts';
import { t } from './words.ts';

interface Props {
  site: TillState['site'];
  redemption: Redemption;
  onExpired: () => void;
  /** With what it has become, or null where nothing came back. */
  close: (redemption: Redemption | null) => void;
}

/** Takes goods back, all that is left or a part of it, and says what to pay back. Esc leaves it. */
export function ReturnDialog({ site, redemption, onExpired, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [done, setDone] = useState<ReturnAnswer | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const leave = () => close(done?.redemption ?? null);
  return (
    <dialog ref={dialog} aria-labelledby="return-title" onClose={leave}>
      {done ? (
        <Done answer={done} close={leave} />
      ) : (
        <Form site={site} redemption={redemption} onExpired={onExpired} close={close} onDone={setDone} />
      )}
    </dialog>
  );
}

function Form({
  site,
  redemption,
  onExpired,
  close,
  onDone,
}: Props & { onDone: (answer: ReturnAnswer) => void }) {
  const { money, moment } = useTongue();
  const { currency } = site;
  const [typed, setTyped] = useState(typeMoney(redemption.amountMinor, currency));
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const attempt = useRef({ key: nanoid(), asked: '' });
  const amountMinor = parseMoney(typed, currency);
  const problem = amountProblem(amountMinor, redemption, money);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || problem || amountMinor === null) return setWrong(problem);
    const input: ReturnInput = { amountMinor, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
    const asked = JSON.stringify(input);
    // The same again is the same attempt, whose answer may have been lost; anything else is another.
    if (asked !== attempt.current.asked) attempt.current = { key: nanoid(), asked };
    setBusy(true);
    try {
      onDone(await returnGoods(site.id, redemption.id, input, attempt.current.key));
    } catch (error) {
      setBusy(false);
      if (troubleOf(error) === 'signedOut') onExpired();
      else setWrong(failure(error));
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h2 id="return-title">{t('return.title')}</h2>
      <p>
        {t('return.order', {
          order: redemption.order,
          at: moment(redemption.at),
          amount: money(redemption.amountMinor),
          paid: money(redemption.toPayMinor),
        })}
      </p>
      <div class="field">
        <label for="return-amount">{t('return.amount', { currency })}</label>
        <input
          id="return-amount"
          value={typed}
          inputMode="decimal"
          maxLength={40}
          autocomplete="off"
          autofocus
          aria-invalid={wrong !== '' && problem !== ''}
          aria-describedby="return-wrong"
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setWrong('');
          }}
        />
      </div>
      <div class="field">
        <label for="return-reason">{t('return.reason')}</label>
        <input
          id="return-reason"
          value={reason}
          maxLength={200}
          autocomplete="off"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <p class="muted">{t('return.code')}</p>
      <p id="return-wrong" class="bad" role="alert">
        {wrong}
      </p>
      <div class="acts">
        <button type="submit" class="primary danger" disabled={busy}>
          {goText(busy, problem ? null : amountMinor, redemption, money)}
        </button>
        <button type="button" onClick={() => close(null)}>
          {t('order.back')}
        </button>
      </div>
    </form>
  );
}

function Done({ answer, close }: { answer: ReturnAnswer; close: () => void }) {
  const { money } = useTongue();
  const { redemption } = answer;
  const button = useRef<HTMLButtonElement>(null);
  // The field that had the focus is gone: Enter has to go on from here.
  useLayoutEffect(() => button.current?.focus(), []);
  return (
    <>
      <h2 id="return-title">{t('return.done', { amount: money(answer.return.refundMinor) })}</h2>
      <p>
        {t('return.doneText', {
          order: redemption.order,
          amount: money(answer.return.amountMinor),
          left: money(redemption.amountMinor),
        })}
      </p>
      <div class="acts">
        <button type="button" class="primary" ref={button} onClick={close}>
          {t('return.close')}
        </button>
      </div>
    </>
  );
}

type Money = (amountMinor: number) => string;

function amountProblem(amountMinor: number | null, redemption: Redemption, money: Money): string {
  if (amountMinor === null || amountMinor === 0) return t('order.amountWrong', { example: money(499_900) });
  const left = redemption.amountMinor;
  return amountMinor > left ? t('return.amountHigh', { amount: money(left) }) : '';
}

function goText(busy: boolean, amountMinor: number | null, sale: Redemption, money: Money): string {
  if (busy) return t('return.sending');
  if (amountMinor === null) return t('return.goUnknown');
  const returnedDiscountMinor = sale.returnedMinor - sale.refundedMinor;
  return t('return.go', { amount: money(refundMinor({ ...sale, returnedDiscountMinor }, amountMinor)) });
}

function failure(error: unknown): string {
  if (isConflict(error)) return t('return.gone');
  const trouble = troubleOf(error);
  const { sentence, next } = troubleWords(trouble === 'signedOut' ? 'other' : trouble, false);
  return `${sentence} ${next}`;
}
