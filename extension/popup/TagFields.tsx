import { type KnownNames, namingWarnings } from '../links/naming.ts';
import { NO_TAGS, TAGS, type Tag, type Tags } from '../links/taggedLink.ts';
import { type TextKey, t } from '../text.ts';
import { NamingNotes } from './NamingNotes.tsx';

const NAME: Record<Tag, TextKey> = {
  source: 'tagSource',
  medium: 'tagMedium',
  campaign: 'tagCampaign',
  content: 'tagContent',
  term: 'tagTerm',
};

interface Props {
  /** Apart from other forms on the same page. */
  form: string;
  tags: Tags;
  /** What the platform itself gave, an id say: how that is written is not ours to choose. */
  given?: Tags;
  /** What the site uses already: suggested, and what is to be consistent with; null: not known yet. */
  names: KnownNames | null;
  onTags: (tags: Tags) => void;
}

/** The names that a link carries, each suggested from the site's own, with a word on those that would count apart. */
export function TagFields({ form, tags, given = NO_TAGS, names, onTags }: Props) {
  const set = (tag: Tag, value: string) => onTags({ ...tags, [tag]: value });
  const warnings = names ? namingWarnings(tags, names) : [];
  const ours = warnings.filter(({ tag, fault }) => fault !== 'style' || tags[tag] !== given[tag]);
  return (
    <>
      {TAGS.map((tag) => (
        <label key={tag}>
          {t(NAME[tag])}
          <input
            name={tag}
            type="text"
            list={`${form}-${tag}`}
            autoComplete="off"
            spellcheck={false}
            maxLength={120}
            value={tags[tag]}
            onInput={(event) => set(tag, event.currentTarget.value)}
          />
          <datalist id={`${form}-${tag}`}>
            {(names?.[tag] ?? []).map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </label>
      ))}
      {names ? <NamingNotes warnings={ours} onUse={set} /> : null}
    </>
  );
}
