import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Redemption, TillState } from '../../../shared/wire/till.ts';
import { Announcer } from './Announcer.tsx';
import { Answer } from './Answer.tsx';
import { CodeForm } from './CodeForm.tsx';
import { FindSale } from './FindSale.tsx';
import { LanguageButton } from './LanguageButton.tsx';
import { OrderForm } from './OrderForm.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import type { Sale } from './sale.ts';
import { TodayList } from './TodayList.tsx';
import { UndoDialog } from './UndoDialog.tsx';
import { useSale } from './useSale.ts';
import { useToday } from './useToday.ts';
import { t } from './words.ts';

interface Props {
  state: TillState;
  /** How often a clerk has signed in since the page was opened: a new one goes on where the last was stopped. */
  signIns: number;
  onExpired: () => void;
  signOut: () => Promise<void>;
}

/** The counter: the answer above, what is to be typed under it, today's list at the foot. */
export function Counter({ state, signIns, onExpired, signOut }: Props) {
  const { site } = state;
  const { sale, dispatch, send } = useSale(site.id);
  const { list, failed, reload } = useToday(site.id, onExpired);
  const [undoing, setUndoing] = useState<Redemption | null>(null);
  const [returning, setReturning] = useState<Redemption | null>(null);
  const [changed, setChanged] = useState(0);
  const [undone, setUndone] = useState<Redemption | null>(null);
  const trouble = 'trouble' in sale ? sale.trouble : null;

  useEffect(() => {
    if (trouble === 'signedOut') onExpired();
  }, [trouble, onExpired]);
  const seen = useRef(signIns);
  useEffect(() => {
    if (seen.current === signIns) return;
    seen.current = signIns;
    dispatch({ type: 'signedIn' });
    reload();
  }, [signIns, dispatch, reload]);
  const outcome = outcomeOf(sale);
  useEffect(() => {
    if (outcome) reload();
  }, [outcome, reload]);
  useEffect(() => {
    if (!isFresh(sale)) setUndone(null);
  }, [sale]);
  const closeUndo = useCallback(
    (voided: Redemption | null) => {
      setUndoing(null);
      if (!voided) return;
      if (isOf(sale, voided)) dispatch({ type: 'back' });
      setUndone(voided);
      setChanged((times) => times + 1);
      reload();
    },
    [sale, dispatch, reload],
  );
  const closeReturn = useCallback(
    (redemption: Redemption | null) => {
      setReturning(null);
      // What it says to charge is no longer so.
      if (redemption && isOf(sale, redemption)) dispatch({ type: 'back' });
      setChanged((times) => times + 1);
      reload();
    },
    [sale, dispatch, reload],
  );
  const acts = { undo: setUndoing, takeBack: setReturning };

  return (
    <div class="counter">
      <header>
        <p>
          <strong>{state.store.name}</strong> <span class="muted">· {state.device}</span>
        </p>
        <p>
          <span>{state.clerk?.name}</span>
          <button type="button" class="quiet small" onClick={() => void signOut()}>
            {t('sign.out')}
          </button>
          <LanguageButton />
        </p>
      </header>
      <main>
        <h1 class="visually-hidden">{t('title')}</h1>
        <Answer sale={sale} undone={undone} undo={setUndoing} />
        <Announcer sale={sale} undone={undone} />
        {sale.stage === 'order' ? (
          <OrderForm order={sale} currency={site.currency} dispatch={dispatch} send={send} />
        ) : (
          <CodeForm sale={sale} dispatch={dispatch} />
        )}
        <TodayList list={list} failed={failed} reload={reload} acts={acts} />
        <FindSale site={site.id} takeBack={setReturning} onExpired={onExpired} changed={changed} />
      </main>
      {undoing && <UndoDialog site={site.id} redemption={undoing} onExpired={onExpired} close={closeUndo} />}
      {returning && (
        <ReturnDialog site={site} redemption={returning} onExpired={onExpired} close={closeReturn} />
      )}
    </div>
  );
}

/** Names what may have changed today's list; empty while the clerk is only typing. */
function outcomeOf(sale: Sale): string {
  if (sale.stage === 'done') return sale.redemption.id;
  if (sale.stage === 'order') return sale.trouble ?? '';
  return sale.stage === 'refused' ? sale.text : '';
}

function isFresh(sale: Sale): boolean {
  return sale.stage === 'code' && sale.text === '';
}

function isOf(sale: Sale, redemption: Redemption): boolean {
  return sale.stage === 'done' && sale.redemption.id === redemption.id;
}
