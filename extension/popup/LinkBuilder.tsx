import { useState } from 'preact/hooks';
import { NO_TAGS, type Tags, taggedLink } from '../links/taggedLink.ts';
import type { PopupServer } from '../messages.ts';
import { tagsOf } from '../placements/draft.ts';
import { t } from '../text.ts';
import { LinkResult } from './LinkResult.tsx';
import { SaveAsPlacement } from './SaveAsPlacement.tsx';
import { siteOf } from './siteOf.ts';
import type { PopupSubject } from './subject.ts';
import { TagFields } from './TagFields.tsx';
import { useNames } from './useNames.ts';

interface Props {
  servers: PopupServer[];
  subject: PopupSubject;
  onSaved: () => void;
}

/** Makes a link to a page that tells where its visitors come from, in the names that the site uses already. */
export function LinkBuilder({ servers, subject, onSaved }: Props) {
  const [address, setAddress] = useState(() => firstAddress(servers, subject));
  const [tags, setTags] = useState<Tags>(NO_TAGS);
  const site = siteOf(servers, address);
  const names = useNames(site);
  const link = taggedLink(address, tags);
  const placements = site?.placements ?? [];
  return (
    <details class="card links" open={subject.kind === 'link'}>
      <summary>{t('linkTitle')}</summary>
      <div class="fields">
        <label class="wide">
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
        {placements.length > 0 ? (
          <label class="wide">
            {t('linkPlacement')}
            <select
              name="placement"
              value=""
              onChange={({ currentTarget: { selectedIndex } }) => {
                const chosen = placements[selectedIndex - 1];
                if (chosen) setTags(tagsOf(chosen));
              }}
            >
              <option value="">{t('linkPlacementNone')}</option>
              {placements.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <TagFields form="link" tags={tags} names={names} onTags={setTags} />
      </div>
      {link ? <LinkResult link={link} tags={tags} /> : <p class="hint">{t('linkMissing')}</p>}
      {link && site ? <SaveAsPlacement key={link} site={site} tags={tags} onSaved={onSaved} /> : null}
    </details>
  );
}

/** Of a page elsewhere no link is made: it begins with the storefront. */
function firstAddress(servers: PopupServer[], { kind, address }: PopupSubject): string {
  if (address !== null && (kind === 'link' || siteOf(servers, address))) return address;
  const [origin] = servers.flatMap(({ sites }) => sites.flatMap((site) => site.origins));
  return origin ? `${origin.origin}/` : '';
}
