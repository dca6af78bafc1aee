import { useEffect, useRef, useState } from 'preact/hooks';
import type { Redemption } from '../../../shared/wire/till.ts';
import { voidRedemption } from '../api.ts';
import { useTongue } from './tongue.ts';
import { isConflict, troubleOf } from './trouble.ts';
import { troubleWords } from './troubleWords.ts';
import { t } from './words.ts';

interface Props {
  site: string;
  redemption: Redemption;
  onExpired: () => void;
  /** With the voided redemption, or null where it was kept. */
  close: (voided: Redemption | null) => void;
}

/** Asks once more before a redemption is undone. Esc keeps it. */
export function UndoDialog({ site, redemption, onExpired, close }: Props) {
  const { money } = useTongue();
  const dialog = useRef<HTMLDialogElement>(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const undo = async () => {
    setBusy(true);
    try {
      close(await voidRedemption(site, redemption.id));
    } catch (error) {
      setBusy(false);
      if (troubleOf(error) === 'signedOut') onExpired();
      else setWrong(failure(error));
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="undo-title" onClose={() => close(null)}>
      <h2 id="undo-title">{t('undo.title')}</h2>
      <p>{t('undo.text', { order: redemption.order, amount: money(redemption.toPayMinor) })}</p>
      <p class="bad" role="alert">
        {wrong}
      </p>
      <div class="acts">
        <button type="button" class="primary danger" disabled={busy} onClick={() => void undo()} autofocus>
          {t('undo.yes')}
        </button>
        <button type="button" onClick={() => close(null)}>
          {t('undo.no')}
        </button>
      </div>
    </dialog>
  );
}

function failure(error: unknown): string {
  if (isConflict(error)) return t('undo.late');
  const trouble = troubleOf(error);
  const { sentence, next } = troubleWords(trouble === 'signedOut' ? 'other' : trouble, false);
  return `${sentence} ${next}`;
}
