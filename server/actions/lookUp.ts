import type { Lookup } from '../../shared/wire/till.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { decideLookup } from '../domain/redemption.ts';
import type { ActionContext } from './context.ts';
import { type AtTill, loadCase } from './couponCase.ts';
import { advanceAtTill } from './tillJourney.ts';

/** Looks a code up, and counts that its holder came to the store. */
export async function lookUp(
  context: ActionContext,
  till: AtTill & { code: string },
): Promise<Outcome<Lookup>> {
  const book = await context.books.of(context.db, till.siteId);
  if (!book) return failed('notFound');
  const known = await loadCase(context, book, till, till.code);
  if (!known.ok) return done({ ok: false, why: known.failure.code === 'mistyped' ? 'mistyped' : 'unknown' });
  const { couponCase, journey } = known.value;
  const id = `visit.${context.chance.id()}`;
  await advanceAtTill(context, book, couponCase.coupon, journey, id, { at: till.now, type: 'visit' });
  return done(decideLookup(couponCase, till.now));
}
