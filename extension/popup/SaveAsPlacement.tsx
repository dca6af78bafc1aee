import { useState } from 'preact/hooks';
import type { Tags } from '../links/taggedLink.ts';
import type { PlaceFailure } from '../messages.ts';
import { placementInput } from '../placements/draft.ts';
import { t } from '../text.ts';
import { PLACE_FAILURE } from './placeFailure.ts';
import type { OwnSite } from './siteOf.ts';
import { askPlace } from './worker.ts';

interface Props {
  site: OwnSite;
  tags: Tags;
  onSaved: () => void;
}

/** Keeps a link's names, so that the next link of the same place is named alike. */
export function SaveAsPlacement({ site, tags, onSaved }: Props) {
  const [state, setState] = useState<'new' | 'saved' | PlaceFailure>('new');
  const save = async () => {
    const name = [tags.source, tags.campaign, tags.content].map((part) => part.trim()).filter(Boolean);
    const input = placementInput({ name: name.join(' · ').slice(0, 120), page: '', tags, adapter: null });
    const failure = await askPlace(site.server, site.id, input);
    setState(failure ?? 'saved');
    if (!failure) onSaved();
  };
  return (
    <p class="save" role="status">
      {state === 'saved' ? (
        t('placeSaved')
      ) : (
        <button type="button" class="plain" onClick={() => void save()}>
          {t('linkSave')}
        </button>
      )}
      {state === 'new' || state === 'saved' ? null : <span class="problem">{t(PLACE_FAILURE[state])}</span>}
    </p>
  );
}
