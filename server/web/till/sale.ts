import { groupCode, normaliseCode, readCode } from '../../../shared/couponCode.ts';
import type { Given, Lookup, Redemption, Refused } from '../../../shared/wire/till.ts';
import { isOutcomeUnknown, type Trouble } from './trouble.ts';

/** What the clerk types beside the code, as typed. */
export interface Draft {
  amount: string;
  order: string;
}

/** An order that was begun: Esc leads back to the code without losing it. */
interface Begun {
  code: string;
  draft: Draft;
  /** The idempotency key of an attempt whose outcome is not known; null: the next attempt makes a new one. */
  key: string | null;
}

/** One sale, from the code to the sum to charge. */
export type Sale =
  | { stage: 'code'; text: string; mistyped: boolean; begun: Begun | null }
  | { stage: 'asking'; text: string; code: string; begun: Begun | null }
  | { stage: 'refused'; text: string; refused: Refused; begun: Begun | null }
  | { stage: 'failed'; text: string; code: string; trouble: Trouble; begun: Begun | null }
  | OrderStage
  | { stage: 'done'; redemption: Redemption };

export interface OrderStage {
  stage: 'order';
  given: Given;
  begun: Begun;
  sending: boolean;
  refused: Refused | null;
  trouble: Trouble | null;
}

export type SaleEvent =
  | { type: 'typed'; text: string }
  | { type: 'ask' }
  | { type: 'answered'; code: string; lookup: Lookup }
  | { type: 'askFailed'; code: string; trouble: Trouble }
  | { type: 'drafted'; draft: Partial<Draft> }
  | { type: 'sent'; key: string }
  | { type: 'redeemed'; redemption: Redemption }
  | { type: 'refused'; refused: Refused }
  | { type: 'sendFailed'; trouble: Trouble }
  | { type: 'signedIn' }
  | { type: 'back' };

export const NEW_SALE = { stage: 'code', text: '', mistyped: false, begun: null } as const satisfies Sale;

/** Refusals that another amount or order number may mend; the others end the sale. */
const MENDABLE: readonly Refused['why'][] = ['belowMinimum', 'overAuthority', 'orderUsed'];

/** The sale after an event. Events that do not fit its stage, such as a late answer, change nothing. */
export function nextSale(sale: Sale, event: SaleEvent): Sale {
  if (sale.stage === 'order') return nextOrder(sale, event);
  if (event.type === 'typed') return typed(event.text, 'begun' in sale ? sale.begun : null);
  if (sale.stage === 'done') return event.type === 'back' ? NEW_SALE : sale;
  switch (event.type) {
    case 'ask':
      return sale.stage === 'asking' ? sale : typed(sale.text, sale.begun);
    case 'signedIn':
      return sale.stage === 'failed' && sale.trouble === 'signedOut' ? typed(sale.text, sale.begun) : sale;
    case 'answered':
      return isAwaited(sale, event.code) ? answered(sale, event.lookup) : sale;
    case 'askFailed':
      return isAwaited(sale, event.code) ? { ...sale, stage: 'failed', trouble: event.trouble } : sale;
    case 'back':
      return sale.stage === 'asking'
        ? { stage: 'code', text: sale.text, mistyped: false, begun: sale.begun }
        : { ...NEW_SALE, begun: sale.begun };
    default:
      return sale;
  }
}

/** A right and complete code is asked for at once; a wrong one is told without asking anybody. */
function typed(text: string, begun: Begun | null): Sale {
  const reading = readCode(text);
  if (reading.ok) return { stage: 'asking', text, code: reading.code, begun };
  return { stage: 'code', text, mistyped: text !== '' && reading.why === 'mistyped', begun };
}

type CodeStage = Exclude<Sale, OrderStage | { stage: 'done' }>;

function isAwaited(sale: CodeStage, code: string): sale is Extract<Sale, { stage: 'asking' }> {
  return sale.stage === 'asking' && sale.code === code;
}

function answered(sale: Extract<Sale, { stage: 'asking' }>, lookup: Lookup): Sale {
  if (!lookup.ok) return { stage: 'refused', text: sale.text, refused: lookup, begun: null };
  const begun =
    sale.begun?.code === sale.code
      ? sale.begun
      : { code: sale.code, draft: { amount: '', order: '' }, key: null };
  return { stage: 'order', given: lookup, begun, sending: false, refused: null, trouble: null };
}

function nextOrder(sale: OrderStage, event: SaleEvent): Sale {
  switch (event.type) {
    case 'drafted':
      return {
        ...sale,
        begun: { ...sale.begun, draft: { ...sale.begun.draft, ...event.draft } },
        refused: null,
      };
    case 'sent':
      return {
        ...sale,
        begun: { ...sale.begun, key: event.key },
        sending: true,
        refused: null,
        trouble: null,
      };
    case 'redeemed':
      return { stage: 'done', redemption: event.redemption };
    case 'refused':
      return refusedOrder(sale, event.refused);
    case 'sendFailed':
      return { ...sale, begun: keyAfter(sale.begun, event.trouble), sending: false, trouble: event.trouble };
    case 'signedIn':
      return { ...sale, trouble: sale.trouble === 'signedOut' ? null : sale.trouble };
    case 'back':
      return sale.sending
        ? sale
        : {
            stage: 'code',
            text: groupCode(normaliseCode(sale.begun.code)),
            mistyped: false,
            begun: sale.begun,
          };
    default:
      return sale;
  }
}

function refusedOrder(sale: OrderStage, refused: Refused): Sale {
  if (MENDABLE.includes(refused.why)) {
    return { ...sale, begun: { ...sale.begun, key: null }, sending: false, refused, trouble: null };
  }
  return { stage: 'refused', text: groupCode(sale.begun.code), refused, begun: null };
}

/** An attempt that may have gone through keeps its key, so that trying again gets its answer. */
function keyAfter(begun: Begun, trouble: Trouble): Begun {
  return isOutcomeUnknown(trouble) || trouble === 'signedOut' ? begun : { ...begun, key: null };
}
