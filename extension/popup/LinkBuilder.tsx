import { useEffect, useState } from 'preact/hooks';
import { type KnownNames, namingWarnings } from '../links/naming.ts';
import { NO_TAGS, TAGS, type Tag, type Tags, taggedLink } from '../links/taggedLink.ts';
import type { PopupServer } from '../messages.ts';
import { type TextKey, t } from '../text.ts';
import { LinkResult } from './LinkResult.tsx';
import { NamingNotes } from './NamingNotes.tsx';
import { siteOf } from './siteOf.ts';
import { askNames, frontAddress } from './worker.ts';

const NAME: Record<Tag, TextKey> = {
  source: 'tagSource',
  medium: 'tagMedium',
  campaign: 'tagCampaign',
  content: 'tagContent',
  term: 'tagTerm',
};

/** Makes a link to a page that tells where its visitors come from, in the names that the site uses already. */
export function LinkBuilder({ servers }: { servers: PopupServer[] }) {
  const [address, setAddress] = useState('');
  const [tags, setTags] = useState<Tags>(NO_TAGS);
  const [names, setNames] = useState<KnownNames | null>(null);
  const site = siteOf(servers, address);
  const [server, id] = [site?.server ?? '', site?.id ?? ''];
  useEffect(() => void frontAddress().then((front) => setAddress(front ?? firstOrigin(servers))), []);
  useEffect(() => {
    const asking = new AbortController();
    if (id) void askNames(server, id).then((known) => asking.signal.aborted || setNames(known));
    return () => asking.abort();
  }, [server, id]);
  const link = taggedLink(address, tags);
  const set = (tag: Tag, value: string) => setTags({ ...tags, [tag]: value });
  return (
    <details class="card links">
      <summary>{t('linkTitle')}</summary>
      <div class="fields">
        <label>
          {t('linkAddress')}
          <input
            name="address"
            type="text"
            inputMode="url"
            autoComplete="off"
            spellcheck={false}
            value={address}
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </label>
        {address && !site ? <p class="hint">{t('linkForeign')}</p> : null}
        {TAGS.map((tag) => (
          <TagField key={tag} tag={tag} value={tags[tag]} names={names?.[tag] ?? []} onInput={set} />
        ))}
      </div>
      {names ? <NamingNotes warnings={namingWarnings(tags, names)} onUse={set} /> : null}
      {link ? <LinkResult link={link} tags={tags} /> : <p class="hint">{t('linkMissing')}</p>}
    </details>
  );
}

interface TagFieldProps {
  tag: Tag;
  value: string;
  /** What to suggest. */
  names: string[];
  onInput: (tag: Tag, value: string) => void;
}

function TagField({ tag, value, names, onInput }: TagFieldProps) {
  return (
    <label>
      {t(NAME[tag])}
      <input
        name={tag}
        type="text"
        list={`names-${tag}`}
        autoComplete="off"
        spellcheck={false}
        maxLength={120}
        value={value}
        onInput={(event) => onInput(tag, event.currentTarget.value)}
      />
      <datalist id={`names-${tag}`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}

function firstOrigin(servers: PopupServer[]): string {
  const [origin] = servers.flatMap(({ sites }) => sites.flatMap((site) => site.origins));
  return origin ? `${origin.origin}/` : '';
}
