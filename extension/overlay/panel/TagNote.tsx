import { type TextKey, t } from '../../text.ts';
import type { TagTrouble } from '../tagCheck.ts';

const TEXT: Record<TagTrouble, TextKey> = {
  missing: 'tagMissing',
  wrongKey: 'tagWrongKey',
  twice: 'tagTwice',
  blocked: 'tagBlocked',
  silent: 'tagSilent',
};

/** What keeps this page's visitors from being counted, and what to do about it. */
export function TagNote({ trouble }: { trouble: TagTrouble | null }) {
  return trouble ? (
    <p class="notice" role="status" data-tag={trouble}>
      {t(TEXT[trouble])}
    </p>
  ) : null;
}
