import type { Redemption } from '../../../shared/wire/till.ts';
import { answerText } from './answer.ts';
import type { Sale } from './sale.ts';
import { useTongue } from './tongue.ts';

/** Reads every answer out to a screen reader, and nothing while the clerk types. */
export function Announcer({ sale, undone }: { sale: Sale; undone: Redemption | null }) {
  const { tone, title, next } = answerText(sale, undone, useTongue());
  const isNews = tone !== 'idle' || undone !== null;
  return (
    <p class="visually-hidden" role="status">
      {isNews ? `${title} ${next}` : ''}
    </p>
  );
}
