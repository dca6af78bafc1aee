import type { Verdict } from './refusalWords.ts';
import type { Trouble } from './trouble.ts';
import { t } from './words.ts';

/** Trouble in plain words. `sent`: a redemption was under way, and trying it again is safe. */
export function troubleWords(trouble: Exclude<Trouble, 'signedOut'>, sent: boolean): Verdict {
  if (trouble === 'unreachable' && sent) {
    return { sentence: t('trouble.unreachable'), next: t('trouble.unreachableSent') };
  }
  return { sentence: t(`trouble.${trouble}`), next: t(`trouble.${trouble}Next`) };
}
