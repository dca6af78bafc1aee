import type { NamingFault, NamingWarning } from '../links/naming.ts';
import type { Tag } from '../links/taggedLink.ts';
import { type TextKey, t } from '../text.ts';

const SENTENCE: Record<NamingFault, TextKey> = {
  case: 'namingCase',
  punctuation: 'namingPunctuation',
  alias: 'namingAlias',
  style: 'namingStyle',
};

interface Props {
  warnings: NamingWarning[];
  onUse: (tag: Tag, name: string) => void;
}

/** What is not consistent about a link's names, each with the one to use instead. */
export function NamingNotes({ warnings, onUse }: Props) {
  return (
    <ul class="naming" role="status">
      {warnings.map(({ tag, instead, fault }) => (
        <li key={tag}>
          {t(SENTENCE[fault], instead)}{' '}
          <button type="button" class="plain" onClick={() => onUse(tag, instead)}>
            {t('namingUse', instead)}
          </button>
        </li>
      ))}
    </ul>
  );
}
