import { nanoid } from 'nanoid';
import { useRef, useState } from 'preact/hooks';
import { parseMoney } from '../../../../shared/money.ts';
import { refundMinor } from '../../../../shared/refund.ts';
import type { ReportedRedemption } from '../../../../shared/wire/report.ts';
import type { ReturnAnswer, ReturnInput, ReturnList } from '../../../../shared/wire/returns.ts';
import { listReturns, returnGoods } from '../../api.ts';
import { formatExact } from '../../format.ts';
import { useLoad } from '../load.ts';
import { money, typedMoney } from '../say.ts';
import { useSite } from '../session.ts';
import { t, texts } from '../texts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormFoot } from '../ui/FormFoot.tsx';
import { When } from '../ui/Notice.tsx';
import { InvalidFields, useForm } from '../ui/useForm.ts';

/** Records what came back of a redemption: all that is left of it, or a part. */
export function ReturnDialog({ sale, onClose }: { sale: ReportedRedemption; onClose: () => void }) {
  const { site } = useSite();
  const [done, setDone] = useState<ReturnAnswer | null>(null);
  const load = useLoad(sale.id, (signal) => listReturns(site.id, sale.id, signal));
  return (
    <Dialog title={t('returns.title', { order: sale.order })} onClose={onClose}>
      {done ? (
        <Done answer={done} onClose={onClose} />
      ) : (
        <When load={load}>
          {(list) => (
            <>
              <ReturnForm list={list} onDone={setDone} onClose={onClose} />
              <Earlier list={list} />
            </>
          )}
        </When>
      )}
    </Dialog>
  );
}

function ReturnForm({
  list: { redemption },
  onDone,
  onClose,
}: {
  list: ReturnList;
  onDone: (answer: ReturnAnswer) => void;
  onClose: () => void;
}) {
  const { site } = useSite();
  const { currency } = site;
  const attempt = useRef({ key: nanoid(), asked: '' });
  const most = redemption.amountMinor;
  const form = useForm({ amount: typedMoney(most, currency), reason: '' }, async ({ amount, reason }) => {
    const amountMinor = parseMoney(amount, currency);
    if (amountMinor === null || amountMinor < 1 || amountMinor > most) {
      const range = { least: money(1, currency), most: money(most, currency) };
      throw new InvalidFields({ amount: t('returns.wrong', range) });
    }
    const input: ReturnInput = { amountMinor, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
    const asked = JSON.stringify(input);
    // The same again is the same attempt, whose answer may have been lost.
    if (asked !== attempt.current.asked) attempt.current = { key: nanoid(), asked };
    onDone(await returnGoods(site.id, redemption.id, input, attempt.current.key));
  });
  const typed = parseMoney(form.values.amount, currency);
  const returnedDiscountMinor = redemption.returnedMinor - redemption.refundedMinor;
  const refund =
    typed === null || typed > most ? null : refundMinor({ ...redemption, returnedDiscountMinor }, typed);
  return (
    <form onSubmit={form.onSubmit}>
      <p>
        {t('returns.left', { amount: money(most, currency), paid: money(redemption.toPayMinor, currency) })}
      </p>
      <p class="muted small-text">{t('returns.text')}</p>
      <Field
        form={form}
        name="amount"
        label={t('returns.amount')}
        hint={refund !== null && t('returns.refund', { amount: money(refund, currency) })}
        inputMode="decimal"
        suffix={currency}
        autoFocus
      />
      <Field form={form} name="reason" label={t('returns.reason')} maxLength={200} />
      <FormFoot form={form} send={t('returns.record')}>
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </FormFoot>
    </form>
  );
}

function Earlier({ list }: { list: ReturnList }) {
  const { site } = useSite();
  if (list.returns.length === 0) return null;
  return (
    <>
      <h3>{t('returns.earlier')}</h3>
      <ul>
        {list.returns.map((one) => (
          <li key={one.id}>
            {t('returns.one', {
              amount: money(one.amountMinor, site.currency),
              refund: money(one.refundMinor, site.currency),
            })}
            <small class="muted">
              {' '}
              {[formatExact(one.at, texts.locale(), site.timeZone), one.by, one.reason]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Done({ answer, onClose }: { answer: ReturnAnswer; onClose: () => void }) {
  const { site } = useSite();
  return (
    <>
      <p class="good" role="status">
        {t('returns.done', { amount: money(answer.return.refundMinor, site.currency) })}
      </p>
      <div class="buttons">
        <button type="button" class="primary" onClick={onClose}>
          {t('behind.close')}
        </button>
      </div>
    </>
  );
}
