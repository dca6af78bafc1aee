import { nanoid } from 'nanoid';
import { useCallback, useEffect, useReducer } from 'preact/hooks';
import { lookUp, redeem } from '../api.ts';
import { NEW_SALE, nextSale, type OrderStage, type Sale, type SaleEvent } from './sale.ts';
import { refusalOf, troubleOf } from './trouble.ts';

export interface SaleHandle {
  sale: Sale;
  dispatch: (event: SaleEvent) => void;
  /** Redeems the order that is being entered; again, under the same key, where the outcome is not known. */
  send: (order: OrderStage, amountMinor: number) => Promise<void>;
}

/** The sale at this till: looks a complete code up as soon as it is there. */
export function useSale(site: string): SaleHandle {
  const [sale, dispatch] = useReducer<Sale, SaleEvent>(nextSale, NEW_SALE);
  const asked = sale.stage === 'asking' ? sale.code : null;
  useEffect(() => {
    if (asked === null) return;
    lookUp(site, { code: asked }).then(
      (lookup) => dispatch({ type: 'answered', code: asked, lookup }),
      (error: unknown) => dispatch({ type: 'askFailed', code: asked, trouble: troubleOf(error) }),
    );
  }, [site, asked]);
  const send = useCallback(
    async (order: OrderStage, amountMinor: number) => {
      const key = order.begun.key ?? nanoid();
      dispatch({ type: 'sent', key });
      const input = { code: order.begun.code, amountMinor, order: order.begun.draft.order.trim() };
      dispatch(await attempt(site, input, key));
    },
    [site],
  );
  return { sale, dispatch, send };
}

async function attempt(
  site: string,
  input: { code: string; amountMinor: number; order: string },
  key: string,
): Promise<SaleEvent> {
  try {
    return { type: 'redeemed', redemption: await redeem(site, input, key) };
  } catch (error) {
    const refused = refusalOf(error);
    return refused ? { type: 'refused', refused } : { type: 'sendFailed', trouble: troubleOf(error) };
  }
}
